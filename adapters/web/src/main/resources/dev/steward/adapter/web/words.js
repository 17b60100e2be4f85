// Every word that the page says, in both languages.
const WORDS = {
  zh: {
    skip: '跳到输入框', nickname: '你在群里的昵称', comment: '给管理员的一句话（可选）', join: '进群', asking: '申请已发出，等管理员通过…',
    botHint: '群里有一个机器人管家，会看群消息来维持群规、回答问题。链接就是门票，请不要转给外人。',
    invited: (n) => `邀请你进群 · ${n} 人在群里`, approval: '进群需要管理员通过',
    needLink: '请用邀请链接进群', yourRooms: '你的群', welcome: '群聊', rooms: '我的群', members: '群成员', messages: '群消息',
    privateOpen: '私聊管家', privateMessages: '和管家的私聊', bot: '机器人', notice: '公告', offline: '连接断开了，正在重连…',
    older: '看更早的消息', newBelow: '↓ 有新消息', image: '发图片', record: '录语音', stop: '停止录音', say: '说点什么…', send: '发送',
    sayPrivately: '悄悄对管家说…', privacy: '这里只有你和管家看得到，群里其他人看不到。管家是机器人，品牌的工作人员可以查看。',
    close: '关闭', cancel: '取消', ok: '好', rename: '改昵称', leave: '退群', leaveSure: '确定退群吗？', newName: '新的昵称',
    people: (n, here) => `${n} 人 · ${here} 人在线`, you: '我', owner: '群主', admin: '管理员', member: '成员', online: '在线', mutedTag: '禁言中',
    reply: '回复', recall: '撤回', edit: '编辑', at: '@TA', editing: '正在编辑', replying: (n) => `回复 ${n}`, edited: '已编辑',
    recalled: '撤回了一条消息', removedBy: (n) => `${n}移除了一条消息`, joined: (n) => `${n} 进群了`, left: (n) => `${n} 退群了`, kicked: (n) => `${n} 被移出了群`,
    renamed: (n) => `改名为 ${n}`, muted: (n, t) => `${n} 被禁言到 ${t}`, unmuted: (n) => `${n} 可以发言了`, muteAllOn: '全员禁言开始了', muteAllOff: '全员禁言结束了',
    youMuted: (t) => `禁言到 ${t}，有疑问请私聊管家`, allMuted: '全员禁言中', all: '所有人', photo: '[图片]', voice: '[语音]', gone: '消息已撤回',
    out: '你已经不在这个群里了', more: '展开全文', less: '收起', mention: '提到谁', asks: (n) => `${n} 想进群`, yes: '同意', no: '拒绝',
    mute: '禁言 1 小时', unmute: '解除禁言', kick: '移出', noMic: '用不了麦克风', seconds: (s) => `${s}″`, failed: '没发出去', retry: '重试', lost: '连不上，请检查网络',
    tooLong: (n) => `太长了，最多 ${n} 字`, lang: 'English', now: '刚刚', today: '今天', yesterday: '昨天', pressed: '已选择', settings: '更多操作', today0: '',
  },
  en: {
    skip: 'Skip to the message box', nickname: 'Your name in the group', comment: 'A word to the admins (optional)', join: 'Join', asking: 'Asked to be let in. An admin will answer soon…',
    botHint: 'A bot, the steward, reads this group to keep its rules and to answer questions. The link is the ticket: please do not pass it on.',
    invited: (n) => `You are invited · ${n} inside`, approval: 'An admin lets newcomers in',
    needLink: 'Please come in by an invitation link', yourRooms: 'Your groups', welcome: 'Group chat', rooms: 'My groups', members: 'Members', messages: 'Group messages',
    privateOpen: 'Write to the steward in private', privateMessages: 'Private messages with the steward', bot: 'bot', notice: 'Notice', offline: 'Connection lost, trying again…',
    older: 'Earlier messages', newBelow: '↓ New messages', image: 'Send a picture', record: 'Record a voice note', stop: 'Stop recording', say: 'Say something…', send: 'Send',
    sayPrivately: 'Whisper to the steward…', privacy: 'Only you and the steward see this; the group does not. The steward is a bot, and staff of the brand can read along.',
    close: 'Close', cancel: 'Cancel', ok: 'OK', rename: 'Change my name', leave: 'Leave group', leaveSure: 'Leave this group?', newName: 'Your new name',
    people: (n, here) => `${n} members · ${here} here`, you: 'me', owner: 'owner', admin: 'admin', member: 'member', online: 'here', mutedTag: 'muted',
    reply: 'Reply', recall: 'Take back', edit: 'Edit', at: 'Mention', editing: 'Editing', replying: (n) => `Reply to ${n}`, edited: 'edited',
    recalled: 'took back a message', removedBy: (n) => `${n} removed a message`, joined: (n) => `${n} joined`, left: (n) => `${n} left`, kicked: (n) => `${n} was removed`,
    renamed: (n) => `is now called ${n}`, muted: (n, t) => `${n} is muted until ${t}`, unmuted: (n) => `${n} may speak again`, muteAllOn: 'Everybody is muted', muteAllOff: 'Everybody may speak again',
    youMuted: (t) => `Muted until ${t}. Seems wrong? Ask the steward in private`, allMuted: 'Everybody is muted', all: 'everyone', photo: '[picture]', voice: '[voice]', gone: 'message taken back',
    out: 'You are no longer in this group', more: 'Show all', less: 'Show less', mention: 'Mention somebody', asks: (n) => `${n} wants to join`, yes: 'Let in', no: 'Decline',
    mute: 'Mute 1 hour', unmute: 'Unmute', kick: 'Remove', noMic: 'No microphone available', seconds: (s) => `${s}″`, failed: 'Not sent', retry: 'Try again', lost: 'No connection, please check your network',
    tooLong: (n) => `Too long: at most ${n} characters`, lang: '中文', now: 'just now', today: 'Today', yesterday: 'Yesterday', pressed: 'chosen', settings: 'More', today0: '',
  },
};

const stored = (() => { try { return localStorage.getItem('steward-lang'); } catch { return null; } })();
let lang = stored === 'zh' || stored === 'en' ? stored : (navigator.language || 'zh').toLowerCase().startsWith('zh') ? 'zh' : 'en';

export const language = () => lang;

/** A word, or a sentence made of words. */
export function w(key, ...values) {
  const word = WORDS[lang][key];
  return typeof word === 'function' ? word(...values) : word ?? key;
}

/** The other language from now on. */
export function switchLanguage() {
  lang = lang === 'zh' ? 'en' : 'zh';
  try { localStorage.setItem('steward-lang', lang); } catch { /* private window */ }
}

/** Fills in the words of the page itself. */
export function speak(root = document) {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  for (const e of root.querySelectorAll('[data-w]')) e.textContent = w(e.dataset.w);
  for (const e of root.querySelectorAll('[data-wl]')) { e.setAttribute('aria-label', w(e.dataset.wl)); if (e.tagName === 'BUTTON') e.title = w(e.dataset.wl); }
  for (const e of root.querySelectorAll('[data-wp]')) e.placeholder = w(e.dataset.wp);
  for (const e of root.querySelectorAll('[data-lang]')) e.textContent = w('lang');
}

const sameDay = (a, b) => a.toDateString() === b.toDateString();

export const clockTime = (at) => new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en', { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(at));

/** A time with as much of the date as is needed. */
export function when(at) {
  const then = new Date(at), today = new Date(), yesterday = new Date(Date.now() - 86400000);
  if (sameDay(then, today)) return clockTime(at);
  if (sameDay(then, yesterday)) return `${w('yesterday')} ${clockTime(at)}`;
  return new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en', { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }).format(then);
}
