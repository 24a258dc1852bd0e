/**
 * The text of a notification as the desktop's server is to be given it. SECURITY: names and redacted values come from
 * servers and other people; where the server reads markup, none of theirs may be.
 */
import { notificationMarkup, notificationPlain } from '../../shared/harmless-text.ts';

const NOTIFICATIONS = 'org.freedesktop.Notifications';
const ANSWER_MS = 1000;

export interface NotificationText {
  readonly title: string;
  readonly body: string;
}

/** Title and body as they may be shown; a title is plain text for every server. */
export function harmlessNotification(
  { title, body }: NotificationText,
  bodyMarkup: boolean,
): NotificationText {
  return {
    title: notificationPlain(title),
    body: bodyMarkup ? notificationMarkup(body) : notificationPlain(body),
  };
}

/**
 * Asked each time: another server may have taken over since.
 * @param address of the session's bus
 * @returns whether the server reads markup in a body; true where it does not say, since `&amp;` harms nobody
 */
export async function serverReadsMarkup(address: string | undefined): Promise<boolean> {
  if (address === undefined || address === '') return true;
  const { default: dbus } = await import('dbus-native');
  try {
    const bus = dbus.createClient({ busAddress: address });
    try {
      const failed = new Promise<never>((_resolve, reject) => {
        bus.connection.on('error', reject);
      });
      const asked = bus.invoke<readonly unknown[]>(
        {
          destination: NOTIFICATIONS,
          path: `/${NOTIFICATIONS.replaceAll('.', '/')}`,
          interface: NOTIFICATIONS,
          member: 'GetCapabilities',
        },
        { timeout: ANSWER_MS },
      );
      const capabilities = await Promise.race([asked, failed]);
      return capabilities.includes('body-markup');
    } finally {
      bus.connection.end();
    }
  } catch {
    return true;
  }
}
