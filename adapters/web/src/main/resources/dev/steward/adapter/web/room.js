// A room: what is said, who is here, and the private talk with the steward.
import { get, listen, nonce, post, upload } from './api.js';
import { $, ask, avatar, badge, dayLine, make, messageLine, noticeLine, plain, toast } from './view.js';
import { when, w } from './words.js';

const VOICE_LIMIT = 60000;

let room, leaveRoom, stop, view;
let replyTo = null, editing = null, pictures = [], mentions = [], skew = 0;

/** Loads a room and stays in it; `onOut` is called when this member is out. */
export async function enter(id, onOut) {
  stop?.();
  leaveRoom = onOut;
  const loaded = await get(`rooms/${encodeURIComponent(id)}`);
  skew = loaded.now - Date.now();
  view = loaded;
  room = {
    id, path: `rooms/${encodeURIComponent(id)}`, me: loaded.me, messages: new Map(), members: new Map(), here: new Set(loaded.here), oldest: loaded.messages[0]?.id,
    nameOf: (user) => user === loaded.steward.id ? loaded.steward.name : room.members.get(user)?.name ?? '',
    goTo,
  };
  for (const member of loaded.members) room.members.set(member.id, member);
  document.title = loaded.title;
  $('title').textContent = loaded.title;
  $('private-title').textContent = loaded.steward.name;
  $('messages').replaceChildren();
  $('private-messages').replaceChildren();
  $('older').hidden = loaded.messages.length < 50;
  loaded.messages.forEach((m) => append($('messages'), m));
  loaded.private.forEach((m) => append($('private-messages'), m));
  notice(loaded.notice);
  people();
  voiceState();
  wire();
  stop = listen(id, loaded.seq, heard, (on) => { $('offline').hidden = on; if (!on) lookWhetherOut(); });
  requestAnimationFrame(() => toEnd($('scroll')));
}

const mine = () => room.members.get(room.me);
const runs = () => mine() && mine().role !== 'member';
const now = () => Date.now() + skew;

let looking = false;
async function lookWhetherOut() {
  if (looking) return;
  looking = true;
  try { await get(`${room.path}/messages?before=1`); } catch (error) { if (error.status === 403 || error.status === 401) out(); }
  looking = false;
}

function out() { stop?.(); stop = null; closePanels(); leaveRoom(); }

// ---- what is heard -------------------------------------------------------------------------

function heard(frame) {
  const list = frame.private ? $('private-messages') : $('messages');
  switch (frame.type) {
    case 'message': said(list, frame); break;
    case 'edit': edited(frame); break;
    case 'recall': recalled(frame); break;
    case 'join': room.members.set(frame.user.id, frame.user); event(w('joined', frame.user.name)); people(); break;
    case 'leave': left(frame); break;
    case 'name': changed(frame, { name: frame.user.name }); event(`${frame.user.id === room.me ? w('you') : ''} ${w('renamed', frame.user.name)}`); break;
    case 'role': changed(frame, { role: frame.user.role }); break;
    case 'mute': muted(frame); break;
    case 'mute_all': view.muteAll = frame.on; event(w(frame.on ? 'muteAllOn' : 'muteAllOff')); voiceState(); break;
    case 'notice': notice(frame.text); break;
    case 'request': room.members.set(frame.user.id, { ...frame.user, asks: true }); people(); toast(w('asks', frame.user.name)); break;
    case 'here': room.here[frame.on ? 'add' : 'delete'](frame.user); people(); break;
    case 'reload': enter(room.id, leaveRoom).catch(out); break;
  }
}

function said(list, message) {
  if (room.messages.has(message.id)) return;
  const box = list.parentElement;
  const atEnd = isAtEnd(box);
  append(list, message);
  if (message.private) {
    if ($('private').hidden && message.sender.id !== room.me) { $('private-dot').hidden = false; toast(`${message.sender.name}: ${plain(message).slice(0, 60)}`); }
    toEnd($('private-scroll'));
  } else if (atEnd || message.sender.id === room.me) toEnd(box);
  else $('to-end').hidden = false;
}

function append(list, message) {
  const last = list.lastElementChild;
  if (list.dataset.day !== new Date(message.at).toDateString()) {
    list.dataset.day = new Date(message.at).toDateString();
    list.append(dayLine(message.at));
  }
  room.messages.set(message.id, message);
  const line = messageLine(message, room, actions(message));
  if (last?.dataset.sender === message.sender.id && !last.classList.contains('event')) line.classList.add('goes-on');
  list.append(line);
}

const lineOf = (id) => document.querySelector(`.message[data-id="${CSS.escape(id)}"]`);

function edited(frame) {
  const message = room.messages.get(frame.id);
  if (!message) return;
  Object.assign(message, { parts: frame.parts, edited: true });
  const old = lineOf(frame.id), line = messageLine(message, room, actions(message));
  if (old.classList.contains('goes-on')) line.classList.add('goes-on');
  old.replaceWith(line);
}

function recalled(frame) {
  const message = room.messages.get(frame.id);
  room.messages.delete(frame.id);
  for (const quote of document.querySelectorAll(`[data-quote="${CSS.escape(frame.id)}"] .quote-text`)) quote.textContent = w('gone');
  if (!message) return;
  const name = frame.by === room.me ? w('you') : room.nameOf(frame.by);
  const text = frame.by === message.sender.id ? `${name} ${w('recalled')}` : w('removedBy', name);
  lineOf(frame.id)?.replaceWith(noticeLine(text));
  if (replyTo?.id === frame.id || editing?.id === frame.id) hint(null);
}

function left(frame) {
  if (frame.user.id === room.me) return out();
  room.members.delete(frame.user.id);
  room.here.delete(frame.user.id);
  event(w(frame.by === frame.user.id ? 'left' : 'kicked', frame.user.name));
  people();
}

function changed(frame, what) {
  const member = room.members.get(frame.user.id);
  if (member) Object.assign(member, what);
  people();
}

function muted(frame) {
  changed(frame, { muted: frame.until });
  event(frame.until ? w('muted', frame.user.name, when(frame.until)) : w('unmuted', frame.user.name));
  voiceState();
}

function event(text) {
  const atEnd = isAtEnd($('scroll'));
  $('messages').append(noticeLine(text));
  if (atEnd) toEnd($('scroll'));
}

function notice(text) {
  $('notice').hidden = !text;
  $('notice-text').textContent = text;
}

let unmuteTimer;
/** Says in the composer when this member may not speak. */
function voiceState() {
  const until = mine()?.muted ?? 0;
  const silent = until > now() || (view.muteAll && !runs());
  $('composer').disabled = $('send').disabled = $('pick-image').disabled = $('record').disabled = silent;
  $('composer').rows = until > now() ? 2 : 1;
  $('composer').placeholder = until > now() ? w('youMuted', when(until)) : silent ? w('allMuted') : w('say');
  grow($('composer'));
  clearTimeout(unmuteTimer);
  if (until > now()) unmuteTimer = setTimeout(voiceState, Math.min(until - now() + 500, 2 ** 31 - 1));
}

// ---- what a member does --------------------------------------------------------------------

async function attempt(work) {
  try { await work(); return true; } catch (error) { if (error.code === 'not-in' || error.code === 'stranger') out(); else toast(error.message); return false; }
}

function actions(message) {
  return {
    press: (m, value) => attempt(() => post(`${room.path}/messages/${m.id}/press`, { value })),
    tools: message.private ? null : (m) => {
      const own = m.sender.id === room.me, list = [['reply', reply]];
      if (!own && !m.sender.bot) list.push(['at', (x) => mention(x.sender)]);
      if (own) list.push(['edit', edit]);
      if (own || (runs() && !m.sender.bot)) list.push(['recall', (x) => attempt(() => post(`${room.path}/messages/${x.id}/recall`))]);
      return list;
    },
  };
}

function reply(message) { editing = null; replyTo = message; hint(w('replying', message.sender.name), plain(message)); $('composer').focus(); }

function edit(message) {
  replyTo = null; editing = message;
  $('composer').value = message.parts.filter((p) => p.t !== 'quote').map((p) => p.t === 'text' ? p.text : p.t === 'at' ? `@${p.name}` : '').join('');
  mentions = message.parts.filter((p) => p.t === 'at').map((p) => ({ id: p.user, name: p.name }));
  hint(w('editing'), '');
  grow($('composer'));
  $('composer').focus();
}

function hint(title, text = '') {
  $('hint-bar').hidden = !title;
  $('hint-text').textContent = title ? `${title}${text ? `：${text.slice(0, 60)}` : ''}` : '';
  if (!title) { replyTo = null; if (editing) { editing = null; $('composer').value = ''; } }
}

/** The text with the chosen names turned into mentions. */
function parts(text) {
  const found = [], names = [...new Map([...mentions, ...room.members.values(), view.steward].filter((m) => !m.asks).map((m) => [m.name, m])).values()].sort((a, b) => b.name.length - a.name.length);
  let rest = text;
  while (rest) {
    let next = -1, who = null;
    for (const m of names) {
      const at = rest.indexOf(`@${m.name}`);
      if (at >= 0 && (next < 0 || at < next || (at === next && m.name.length > who.name.length))) { next = at; who = m; }
    }
    if (!who) break;
    if (next) found.push({ t: 'text', text: rest.slice(0, next) });
    found.push({ t: 'at', user: who.id });
    rest = rest.slice(next + who.name.length + 1);
  }
  if (rest) found.push({ t: 'text', text: rest });
  return found;
}

async function send() {
  const box = $('composer'), text = box.value;
  if (!text.trim() && !pictures.length) return;
  if ([...text].length > view.longestMessage) return toast(w('tooLong', view.longestMessage));
  const draft = { parts: [...parts(text), ...pictures.map((p) => ({ t: 'img', ref: p.ref }))], replyTo: replyTo?.id ?? '', nonce: nonce() };
  const path = editing ? `${room.path}/messages/${editing.id}/edit` : `${room.path}/messages`;
  box.value = '';
  grow(box);
  if (await attempt(() => twice(() => post(path, draft)))) { editing = null; mentions = []; setPictures([]); hint(null); } else if (!box.value) { box.value = text; grow(box); }
  box.focus();
}

/** Over a bad line once more: the nonce makes it one message. */
async function twice(work) {
  try { return await work(); } catch (error) { if (error.status !== 0) throw error; }
  return work();
}

async function sendPrivately() {
  const box = $('private-composer'), text = box.value;
  if (!text.trim()) return;
  const draft = { text, nonce: nonce() };
  box.value = '';
  if (!(await attempt(() => twice(() => post(`${room.path}/private`, draft)))) && !box.value) box.value = text;
  grow(box);
  box.focus();
}

async function addPictures(files) {
  for (const file of [...files].filter((f) => f.type.startsWith('image/')).slice(0, 9 - pictures.length)) {
    await attempt(async () => { const kept = await upload(`${room.path}/media`, file); setPictures([...pictures, { ref: kept.ref, url: URL.createObjectURL(file) }]); });
  }
}

function setPictures(list) {
  for (const p of pictures) if (!list.includes(p)) URL.revokeObjectURL(p.url);
  pictures = list;
  $('tray').hidden = !list.length;
  $('tray').replaceChildren(...list.map((p) => {
    const button = make('button', 'thumb', '', { type: 'button', 'aria-label': `${w('photo')} ${w('cancel')}` });
    button.append(make('img', '', '', { src: p.url, alt: '' }));
    button.onclick = () => setPictures(pictures.filter((x) => x !== p));
    return button;
  }));
}

let recorder = null;
async function record() {
  if (recorder) return recorder.stop();
  let stream;
  try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { return toast(w('noMic')); }
  const type = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg'].find((t) => MediaRecorder.isTypeSupported(t));
  const pieces = [], began = Date.now();
  recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
  recorder.ondataavailable = (e) => pieces.push(e.data);
  const limit = setTimeout(() => recorder?.stop(), VOICE_LIMIT);
  recorder.onstop = async () => {
    clearTimeout(limit);
    stream.getTracks().forEach((t) => t.stop());
    const blob = new Blob(pieces, { type: recorder.mimeType }), ms = Date.now() - began;
    recorder = null;
    $('record').classList.remove('on');
    $('record').setAttribute('aria-label', w('record'));
    if (ms > 600) await attempt(async () => { const kept = await upload(`${room.path}/media`, blob); await post(`${room.path}/messages`, { parts: [{ t: 'voice', ref: kept.ref, ms }], nonce: nonce() }); });
  };
  recorder.start();
  $('record').classList.add('on');
  $('record').setAttribute('aria-label', w('stop'));
}

// ---- mentions ------------------------------------------------------------------------------

let chosen = 0;
function mention(member) {
  const box = $('composer');
  const before = box.value.slice(0, box.selectionStart).replace(/@[^@\s]*$/, ''), after = box.value.slice(box.selectionStart);
  mentions.push(member);
  box.value = `${before}@${member.name} ${after}`;
  $('mention-list').hidden = true;
  box.focus();
  box.selectionStart = box.selectionEnd = before.length + member.name.length + 2;
}

function suggest() {
  const box = $('composer'), typed = box.value.slice(0, box.selectionStart).match(/(?:^|[^\w])@([^@\s]{0,24})$/);
  const list = $('mention-list');
  const found = typed ? [view.steward, ...room.members.values()].filter((m) => m.id !== room.me && !m.asks && m.name.toLowerCase().includes(typed[1].toLowerCase())).slice(0, 6) : [];
  chosen = 0;
  list.hidden = !found.length;
  list.replaceChildren(...found.map((m, i) => {
    const item = make('li', '', '', { role: 'option', 'aria-selected': String(i === 0) });
    item.append(avatar(m), make('span', '', m.name));
    const tag = badge(m);
    if (tag) item.append(tag);
    item.onmousedown = (e) => { e.preventDefault(); mention(m); };
    item.member = m;
    return item;
  }));
}

function mentionKey(e) {
  const items = [...$('mention-list').children];
  if ($('mention-list').hidden || !items.length) return false;
  if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
    chosen = (chosen + (e.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length;
    items.forEach((item, i) => item.setAttribute('aria-selected', String(i === chosen)));
  } else if (e.key === 'Enter' || e.key === 'Tab') mention(items[chosen].member);
  else if (e.key === 'Escape') $('mention-list').hidden = true;
  else return false;
  e.preventDefault();
  return true;
}

// ---- people, panels, scrolling ---------------------------------------------------------------

const RANK = { owner: 0, admin: 1, member: 2 };

function people() {
  const all = [...room.members.values()], inside = all.filter((m) => !m.asks);
  $('count').textContent = w('people', inside.length, [...room.here].filter((u) => room.members.has(u)).length);
  const sorted = [view.steward, ...inside.sort((a, b) => RANK[a.role] - RANK[b.role] || Number(room.here.has(b.id)) - Number(room.here.has(a.id)))];
  $('member-list').replaceChildren(...sorted.map(memberLine));
  $('requests').replaceChildren(...all.filter((m) => m.asks).map((m) => {
    const line = make('div', 'request');
    line.append(make('span', '', w('asks', m.name)), small('yes', () => answer(m, 'approve')), small('no', () => answer(m, 'deny')));
    return line;
  }));
}

function memberLine(member) {
  const line = make('li', 'member', '', { 'data-user': member.id });
  const name = make('span', 'member-name', member.name);
  if (member.id === room.me) name.append(make('span', 'soft', ` (${w('you')})`));
  line.append(avatar(member), name);
  const tag = badge(member);
  if (tag) line.append(tag);
  if (member.muted > now()) line.append(make('span', 'soft', w('mutedTag')));
  if (room.here.has(member.id)) line.append(make('span', 'online', '', { role: 'img', 'aria-label': w('online') }));
  if (runs() && !member.bot && RANK[member.role] > RANK[mine().role]) {
    const where = `${room.path}/members/${encodeURIComponent(member.id)}`;
    line.append(small(member.muted > now() ? 'unmute' : 'mute', () => attempt(() => post(`${where}/mute`, { minutes: member.muted > now() ? 0 : 60 }))), small('kick', () => attempt(() => post(`${where}/kick`))));
  }
  return line;
}

function small(word, run) {
  const button = make('button', 'tool', w(word), { type: 'button' });
  button.onclick = run;
  return button;
}

const answer = (m, what) => attempt(async () => { await post(`${room.path}/members/${encodeURIComponent(m.id)}/${what}`); if (what === 'deny') { room.members.delete(m.id); people(); } });

function panel(id) {
  const was = !$(id).hidden;
  closePanels();
  if (was) return;
  $(id).hidden = false;
  $('shade').hidden = false;
  if (id === 'private') { $('private-dot').hidden = $('toast').hidden = true; toEnd($('private-scroll')); $('private-composer').focus(); } else $(id).querySelector('[data-close]').focus();
}

function closePanels() { $('private').hidden = $('members-panel').hidden = $('shade').hidden = true; }

const isAtEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 80;
function toEnd(box) { box.scrollTop = box.scrollHeight; if (box === $('scroll')) $('to-end').hidden = true; }

function goTo(id) {
  const line = lineOf(id);
  if (!line) return toast(w('gone'));
  line.scrollIntoView({ block: 'center' });
  line.classList.remove('flash');
  requestAnimationFrame(() => line.classList.add('flash'));
}

async function older() {
  const list = $('messages'), box = $('scroll'), before = box.scrollHeight;
  await attempt(async () => {
    const page = await get(`${room.path}/messages?before=${room.oldest}`);
    $('older').hidden = !page.more;
    if (!page.messages.length) return;
    room.oldest = page.messages[0].id;
    const lines = [];
    let day = '';
    for (const m of page.messages) {
      if (new Date(m.at).toDateString() !== day) { day = new Date(m.at).toDateString(); lines.push(dayLine(m.at)); }
      room.messages.set(m.id, m);
      lines.push(messageLine(m, room, actions(m)));
    }
    if (list.firstElementChild?.dataset.day === day) list.firstElementChild.remove();
    list.prepend(...lines);
    box.scrollTop = box.scrollHeight - before;
  });
}

function grow(box) { box.style.height = 'auto'; box.style.height = `${Math.min(box.scrollHeight, 140)}px`; }

function onEnter(box, run) {
  box.onkeydown = (e) => {
    if (box.id === 'composer' && mentionKey(e)) return;
    if (e.key === 'Enter' && !e.shiftKey && !e.isComposing && e.keyCode !== 229) { e.preventDefault(); run(); }
  };
}

function wire() {
  $('compose-form').onsubmit = (e) => { e.preventDefault(); send(); };
  $('private-form').onsubmit = (e) => { e.preventDefault(); sendPrivately(); };
  onEnter($('composer'), send);
  onEnter($('private-composer'), sendPrivately);
  $('composer').oninput = () => { grow($('composer')); suggest(); };
  $('composer').onblur = () => setTimeout(() => { $('mention-list').hidden = true; }, 150);
  $('composer').onpaste = (e) => { if (e.clipboardData.files.length) { e.preventDefault(); addPictures(e.clipboardData.files); } };
  $('private-composer').oninput = () => grow($('private-composer'));
  $('hint-close').onclick = () => hint(null);
  $('pick-image').onclick = () => $('image-file').click();
  $('image-file').onchange = () => { addPictures($('image-file').files).finally(() => { $('image-file').value = ''; }); };
  $('record').hidden = !(navigator.mediaDevices && window.MediaRecorder);
  $('record').onclick = record;
  $('open-private').onclick = () => panel('private');
  $('open-members').onclick = () => panel('members-panel');
  $('shade').onclick = closePanels;
  for (const button of document.querySelectorAll('[data-close]')) button.onclick = closePanels;
  document.onkeydown = (e) => { if (e.key === 'Escape') closePanels(); };
  $('older').onclick = older;
  $('to-end').onclick = () => toEnd($('scroll'));
  $('scroll').onscroll = () => { if (isAtEnd($('scroll'))) $('to-end').hidden = true; };
  $('rename').onclick = async () => { const name = await ask(w('newName'), mine()?.name ?? ''); if (name) attempt(() => post(`${room.path}/name`, { name })); };
  $('leave').onclick = async () => { if (await ask(w('leaveSure'), null)) attempt(() => post(`${room.path}/leave`)); };
}
