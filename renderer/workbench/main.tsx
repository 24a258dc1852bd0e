/**
 * Every component of renderer/ui in every state, in both themes: `npm run dev` says where. It is no entry of the build, so
 * that nothing of it is in what is packaged.
 */
import '../ui/face.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Workbench } from './workbench.tsx';

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Workbench />
    </StrictMode>,
  );
}
