// The door: which room, who are you, come in. The room itself is in room.js.
import { BASE, get, post } from './api.js';
import { enter } from './room.js';
import { $, make, putIcons, toast } from './view.js';
import { speak, switchLanguage, w } from './words.js';

const [, place, key] = location.pathname.slice(BASE.length).split('/').map(decodeURIComponent);

function show(view) {
  $('app').dataset.view = view;
  $('door').hidden = view !== 'door';
  $('room').hidden = view !== 'room';
}

function fail(error) {
  $('door-error').textContent = error.message;
}

async function roomsDoor() {
  const me = await get('me');
  $('door-title').textContent = me.rooms.length ? w('yourRooms') : w('welcome');
  $('door-hint').textContent = me.rooms.length ? '' : w('needLink');
  $('my-rooms').replaceChildren(...me.rooms.map((room) => make('a', 'room-link', room.title, { href: `${BASE}/room/${encodeURIComponent(room.id)}` })));
  show('door');
}

async function joinDoor(token) {
  const [link, me] = await Promise.all([get(`link/${encodeURIComponent(token)}`), get('me')]);
  const known = me.rooms.find((room) => room.id === link.room);
  if (known?.in) return goTo(link.room);
  document.title = link.title;
  $('door-title').textContent = link.title;
  $('door-hint').textContent = w('invited', link.members) + (link.approval ? ` · ${w('approval')}` : '');
  $('comment-row').hidden = !link.approval;
  $('join-form').hidden = false;
  show('door');
  if (known) return waitForApproval(link.room);
  $('nickname').focus();
  $('join-form').onsubmit = async (event) => {
    event.preventDefault();
    $('door-error').textContent = '';
    $('join').disabled = true;
    try {
      const entry = await post('join', { token, name: $('nickname').value, comment: $('comment').value });
      if (entry.in) await goTo(entry.room); else waitForApproval(entry.room);
    } catch (error) {
      fail(error);
      $('join').disabled = false;
    }
  };
}

function waitForApproval(room) {
  $('join-form').hidden = true;
  $('door-hint').textContent = w('asking');
  const look = async () => {
    const me = await get('me').catch(() => null);
    const known = me?.rooms.find((r) => r.id === room);
    if (known?.in) return goTo(room);
    if (me && !known) return location.reload();
    setTimeout(look, 3000);
  };
  setTimeout(look, 1500);
}

async function goTo(room) {
  history.replaceState(null, '', `${BASE}/room/${encodeURIComponent(room)}`);
  await enter(room, () => { toast(w('out')); roomsDoor().catch(fail); });
  show('room');
}

async function start() {
  putIcons();
  speak();
  $('ask-no').onclick = () => $('ask').close('');
  $('viewer-close').onclick = $('viewer').onclick = () => $('viewer').close();
  for (const button of document.querySelectorAll('[data-lang]')) button.onclick = () => { switchLanguage(); location.reload(); };
  $('open-rooms').onclick = () => location.assign(`${BASE}/`);
  try {
    if (place === 'join' && key) await joinDoor(key);
    else if (place === 'room' && key) await goTo(key);
    else await roomsDoor();
  } catch (error) {
    if (place === 'room') await roomsDoor().catch(fail);
    else $('door-title').textContent = w('welcome');
    show('door');
    fail(error);
  }
}

start();
