/** Requests of the command: through the proxy that the environment names. */
import { routesByEnvironment } from '../http/proxy-routes.ts';
import { createSender, type Sender } from '../http/sender.ts';

export function createCommandSender(): Sender {
  return createSender({
    environment: process.env,
    routesOf: (origin) => routesByEnvironment(origin, process.env),
  });
}
