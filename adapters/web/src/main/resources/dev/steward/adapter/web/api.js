// The way to the room: JSON up, one event stream down.
import { language, w } from './words.js';

/** Where the chat is mounted, such as /chat. */
export const BASE = new URL('..', import.meta.url).pathname.replace(/\/$/, '');

/** A refusal in the room's own words. */
export class Refused extends Error {
  constructor(status, body) {
    super(body[language()] || w('lost'));
    this.status = status;
    this.code = body.error || '';
  }
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(`${BASE}/api/${path}`, { credentials: 'same-origin', ...options });
  } catch {
    throw new Refused(0, {});
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, body);
  return body;
}

export const get = (path) => call(path, {});

export const post = (path, body = {}) =>
  call(path, { method: 'POST', headers: { 'content-type': 'application/json', 'x-steward': '1' }, body: JSON.stringify(body) });

export const upload = (path, blob) =>
  call(path, { method: 'POST', headers: { 'content-type': blob.type || 'application/octet-stream', 'x-steward': '1' }, body: blob });

export const mediaUrl = (ref) => `${BASE}/media/${encodeURIComponent(ref)}`;

/** Listens to a room from a line on; the browser comes back by itself and misses nothing. */
export function listen(room, after, onFrame, onState) {
  let last = after, source, timer, stopped = false;
  const open = () => {
    source = new EventSource(`${BASE}/api/rooms/${encodeURIComponent(room)}/events?after=${last}`);
    source.onopen = () => onState(true);
    source.onmessage = (event) => {
      if (event.lastEventId) last = Number(event.lastEventId);
      onFrame(JSON.parse(event.data));
    };
    source.onerror = () => {
      onState(false);
      if (source.readyState === EventSource.CLOSED && !stopped) timer = setTimeout(open, 2000);
    };
  };
  open();
  return () => { stopped = true; clearTimeout(timer); source.close(); };
}

/** A name for a message that is new with every message and the same with every try. */
export function nonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}
