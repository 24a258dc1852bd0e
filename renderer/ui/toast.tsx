import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useText } from '../lib/intl.tsx';
import { IconButton } from './button.tsx';
import { classes } from './classes.ts';
import styles from './toast.module.css';

const c = classes(styles);
const manager = Toast.createToastManager();

/** Says in passing what was done. What needs an answer is a dialog, what went wrong a notice where it happened. */
export function showToast(title: string, description?: string): void {
  manager.add({ title, timeout: 5000, ...(description === undefined ? {} : { description }) });
}

function ToastList(): ReactElement {
  const t = useText();
  const { toasts } = Toast.useToastManager();
  return (
    <Toast.Portal>
      <Toast.Viewport className={c('viewport')} aria-label={t('common.messages')}>
        {toasts.map((toast) => (
          <Toast.Root key={toast.id} toast={toast} className={c('toast')}>
            <Toast.Content className={c('content')}>
              <Toast.Title className={c('title')} />
              <Toast.Description className={c('description')} />
            </Toast.Content>
            <Toast.Close
              render={
                <IconButton label={t('common.dismiss')}>
                  <X aria-hidden />
                </IconButton>
              }
            />
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  );
}

export function ToastProvider({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <Toast.Provider toastManager={manager}>
      {children}
      <ToastList />
    </Toast.Provider>
  );
}
