import { useEffect, useState, type ReactElement } from 'react';
import type { UpkeepRequest } from '../lib/navigation-store.ts';
import { SomeoneLeftDialog } from '../features/people/someone-left-dialog.tsx';
import { BatchProgress } from '../features/keys/batch-progress.tsx';
import { BulkDialog } from '../features/keys/bulk-dialog.tsx';
import { BulkTagDialog } from '../features/keys/bulk-tag-dialog.tsx';
import { KeptRepliesDialog } from '../features/keys/kept-replies-dialog.tsx';
import { OverlapsDialog } from '../features/keys/overlaps-dialog.tsx';
import { TrashDialog } from '../features/keys/trash-dialog.tsx';
import { useBatches } from '../features/keys/upkeep-store.ts';
import { ViewsDialog } from '../features/keys/views-dialog.tsx';

function ResumedBatch({
  batchId,
  onClose,
}: {
  readonly batchId: string;
  readonly onClose: () => void;
}): ReactElement | null {
  const [batch] = useState(() => useBatches.getState().items.find(({ id }) => id === batchId));
  useEffect(() => {
    if (batch === undefined) onClose();
  }, [batch, onClose]);
  return batch === undefined ? null : <BatchProgress batch={batch} start={false} onClose={onClose} />;
}

export function UpkeepDialogs({
  request,
  onClose,
}: {
  readonly request: UpkeepRequest;
  readonly onClose: () => void;
}): ReactElement {
  switch (request.kind) {
    case 'bulk':
      return <BulkDialog request={request} onClose={onClose} />;
    case 'bulk-tag':
      return <BulkTagDialog keyIds={request.keyIds} onClose={onClose} />;
    case 'overlaps':
      return <OverlapsDialog keyIds={request.keyIds} onClose={onClose} />;
    case 'batch':
      return <ResumedBatch batchId={request.batchId} onClose={onClose} />;
    case 'views':
      return <ViewsDialog onClose={onClose} />;
    case 'trash':
      return <TrashDialog onClose={onClose} />;
    case 'kept-replies':
      return <KeptRepliesDialog onClose={onClose} />;
    case 'someone-left':
      return <SomeoneLeftDialog onClose={onClose} />;
  }
}
