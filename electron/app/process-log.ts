import { app } from 'electron';

/** SECURITY: names and codes alone. The system's own words for what a process was about are not known here. */
export function followProcesses(warn: (line: string) => void): void {
  app.on('child-process-gone', (_event, { type, serviceName, reason, exitCode }) => {
    // Those of ours are told of where they are started. Chromium starts its own again by itself.
    if (reason === 'clean-exit' || serviceName === 'node.mojom.NodeService') return;
    warn(
      `process ${type}${serviceName === undefined ? '' : ` ${serviceName}`}: ${reason} (${String(exitCode)})`,
    );
  });
}
