/** What locking uses, each broken in main itself: given to `evaluate`, so that nothing from outside is in it. */
type Main = typeof Electron.CrossProcessExports;

export const BROKEN: Readonly<Record<string, (main: Main) => void>> = {
  'the line to the page throws': ({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.webContents.postMessage = () => {
      throw new Error('It is broken.');
    };
  },
  'what is sent to the page throws': ({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.webContents.send = () => {
      throw new Error('It is broken.');
    };
  },
  'the tray throws': ({ Tray }) => {
    for (const method of ['setToolTip', 'setContextMenu', 'setImage'] as const) {
      Tray.prototype[method] = () => {
        throw new Error('It is broken.');
      };
    }
  },
  'notifications throw': ({ Notification }) => {
    for (const method of ['show', 'close'] as const) {
      Notification.prototype[method] = () => {
        throw new Error('It is broken.');
      };
    }
  },
  'the log cannot be written': () => {
    process.stderr.write = () => {
      throw new Error('It is broken.');
    };
  },
};
