// How messages look. Everything that a member wrote goes through textContent: it can't be markup.
import { mediaUrl } from './api.js';
import { clockTime, when, w } from './words.js';

const LONG = 900;
const URL_PATTERN = /\bhttps?:\/\/[^\s<>"'`“”‘’，。！？、；：（）【】《》]+/gi;

export const $ = (id) => document.getElementById(id);

/** An element with a class, text and attributes. */
export function make(tag, className = '', text = '', attributes = {}) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const ICONS = {
  back: 'M15 5l-7 7 7 7', close: 'M6 6l12 12M18 6L6 18', more: 'M6 12h.01M12 12h.01M18 12h.01',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.4-4 3-6 6.500-6s6.100 2 6.500 6M16 4.500a3.300 3.300 0 0 1 0 6.200M17.500 14.300c2.300.6 3.700 2.600 4 5.700',
  private: 'M4 6.500A2.500 2.500 0 0 1 6.500 4h11A2.500 2.500 0 0 1 20 6.500v7a2.500 2.500 0 0 1-2.500 2.500H11l-5 4v-4.100A2.500 2.500 0 0 1 4 13.500zM12 7.500v.01M9.500 10h5',
  image: 'M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM4 16l5-5 5 5 2-2 4 4M15.500 8.500h.01',
  mic: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4',
  stop: 'M7 7h10v10H7z', play: 'M8 5l11 7-11 7z',
};

export function icon(name) {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(ns, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

export function putIcons(root = document) {
  for (const e of root.querySelectorAll('[data-icon]')) e.prepend(icon(e.dataset.icon));
}

/** Words with the links in them made clickable; the server never follows one. */
function words(text) {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(URL_PATTERN)) {
    const url = match[0].replace(/[.,;:!?)\]]+$/, '');
    fragment.append(text.slice(from, match.index));
    fragment.append(make('a', '', url, { href: url, target: '_blank', rel: 'noopener noreferrer nofollow' }));
    from = match.index + url.length;
  }
  fragment.append(text.slice(from));
  return fragment;
}

/** A message in plain words, for quotes and previews. */
export function plain(message) {
  return message.parts.map((p) => p.t === 'text' ? p.text : p.t === 'at' ? `@${p.name}` : p.t === 'all' ? `@${w('all')}` : p.t === 'img' ? w('photo') : p.t === 'voice' ? w('voice') : '').join('');
}

const HUES = [12, 38, 92, 150, 178, 205, 232, 268, 302, 338];

export function avatar(sender) {
  const face = make('span', sender.bot ? 'avatar bot' : 'avatar', '', { 'aria-hidden': 'true' });
  if (sender.bot) return face;
  let sum = 0;
  for (const c of sender.id) sum = (sum * 31 + c.codePointAt(0)) >>> 0;
  face.classList.add(`hue-${HUES[sum % HUES.length]}`);
  const letters = [...sender.name];
  face.textContent = letters.length && letters[0].codePointAt(0) < 128 ? letters[0].toUpperCase() : letters.at(-1) ?? '?';
  return face;
}

export function badge(sender) {
  if (sender.bot) return make('span', 'badge', w('bot'));
  return sender.role === 'member' ? null : make('span', 'badge quiet-badge', w(sender.role));
}

/** The piece of a message: words, mentions, pictures, a voice note, the message it answers. */
function bubble(message, room) {
  const box = make('div', 'bubble');
  const text = make('div', 'text');
  const media = [];
  for (const part of message.parts) {
    if (part.t === 'text') text.append(words(part.text));
    else if (part.t === 'at') text.append(make('span', part.user === room.me ? 'at me' : 'at', `@${part.name}`));
    else if (part.t === 'all') text.append(make('span', 'at me', `@${w('all')}`));
    else if (part.t === 'img') media.push(picture(part));
    else if (part.t === 'voice') media.push(voice(part));
    else if (part.t === 'quote') box.append(quote(part, room));
  }
  if (text.childNodes.length) {
    box.append(text);
    if (text.textContent.length > LONG) box.append(fold(text));
  }
  box.append(...media);
  if (!text.childNodes.length && media.length) box.classList.add('only-media');
  return box;
}

function fold(text) {
  text.classList.add('folded');
  const button = make('button', 'link', w('more'), { type: 'button', 'aria-expanded': 'false' });
  button.onclick = () => {
    const folded = text.classList.toggle('folded');
    button.textContent = w(folded ? 'more' : 'less');
    button.setAttribute('aria-expanded', String(!folded));
  };
  return button;
}

function quote(part, room) {
  const known = room.messages.get(part.id);
  const name = room.nameOf(part.user);
  const said = known ? plain(known) : part.text;
  const box = make('button', 'quote', '', { type: 'button', 'data-quote': part.id });
  box.append(make('span', 'quote-name', name), make('span', 'quote-text', said.slice(0, 80) || w('gone')));
  box.onclick = () => room.goTo(part.id);
  return box;
}

function picture(part) {
  const button = make('button', 'picture', '', { type: 'button', 'aria-label': part.alt || w('photo') });
  const image = make('img', '', '', { src: mediaUrl(part.ref), alt: part.alt || w('photo'), loading: 'lazy' });
  button.append(image);
  button.onclick = () => { $('viewer-image').src = image.src; $('viewer-image').alt = image.alt; $('viewer').showModal(); };
  return button;
}

function voice(part) {
  const seconds = Math.max(1, Math.round(part.ms / 1000));
  const button = make('button', 'voice', '', { type: 'button', 'aria-label': `${w('voice')} ${w('seconds', seconds)}` });
  const audio = new Audio();
  button.append(icon('play'), make('span', 'wave'), make('span', '', w('seconds', seconds)));
  audio.onended = audio.onpause = () => button.classList.remove('playing');
  audio.onplay = () => button.classList.add('playing');
  button.onclick = () => {
    if (!audio.src) audio.src = mediaUrl(part.ref);
    if (audio.paused) audio.play().catch(() => {}); else audio.pause();
  };
  return button;
}

/** A message as a line of the list; `act` says what its buttons do. */
export function messageLine(message, room, act) {
  const mine = message.sender.id === room.me;
  const line = make('li', mine ? 'message mine' : 'message', '', { 'data-id': message.id, 'data-testid': 'message', 'data-sender': message.sender.id, tabindex: '-1' });
  if (message.sender.bot) line.classList.add('from-bot');
  if (message.pending) line.classList.add('pending');
  line.append(avatar(message.sender));
  const body = make('div', 'body');
  const head = make('div', 'head');
  head.append(make('span', 'sender', message.sender.name));
  const tag = badge(message.sender);
  if (tag) head.append(tag);
  head.append(make('time', 'time', clockTime(message.at), { datetime: new Date(message.at).toISOString(), title: when(message.at) }));
  if (message.edited) head.append(make('span', 'edited', w('edited')));
  const row = make('div', 'bubble-row');
  row.append(bubble(message, room));
  if (!message.pending && act.tools) row.append(tools(message, act));
  body.append(head, row);
  if (message.buttons?.length) body.append(choices(message, act));
  line.append(body);
  return line;
}

function tools(message, act) {
  const bar = make('div', 'tools', '', { role: 'group', 'aria-label': w('settings') });
  for (const [word, run] of act.tools(message)) {
    const button = make('button', 'tool', w(word), { type: 'button', 'data-tool': word });
    button.onclick = () => run(message);
    bar.append(button);
  }
  return bar;
}

function choices(message, act) {
  const box = make('div', 'choices');
  for (const choice of message.buttons) {
    const button = make('button', 'choice', choice.label, { type: 'button', 'data-value': choice.value });
    button.onclick = async () => {
      if (await act.press(message, choice.value)) {
        for (const other of box.children) other.setAttribute('aria-pressed', String(other === button));
      }
    };
    box.append(button);
  }
  return box;
}

/** A line that nobody said. */
export const noticeLine = (text) => make('li', 'event', text);

/** The day between two messages. */
export function dayLine(at) {
  const day = new Date(at), today = new Date();
  if (day.toDateString() === today.toDateString()) return make('li', 'event day', w('today'), { 'data-day': day.toDateString() });
  return make('li', 'event day', new Intl.DateTimeFormat(document.documentElement.lang, { month: 'long', day: 'numeric', weekday: 'short' }).format(day), { 'data-day': day.toDateString() });
}

let hiding;

export function toast(text) {
  const box = $('toast');
  box.textContent = text;
  box.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { box.hidden = true; }, 4500);
}

/** Asks for a line of text, or for a yes when `value` is null; null when cancelled. */
export function ask(label, value) {
  const dialog = $('ask'), input = $('ask-input');
  $('ask-label').textContent = label;
  input.hidden = value === null;
  input.value = value ?? '';
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === 'yes' ? (value === null ? 'yes' : input.value) : null);
    dialog.returnValue = '';
    dialog.showModal();
  });
}
