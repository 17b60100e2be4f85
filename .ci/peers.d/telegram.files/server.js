// The emulator on one port: node server.js PORT
const { TelegramServer } = require('telegram-test-api/lib/telegramServer');

const server = new TelegramServer({ host: '127.0.0.1', port: Number(process.argv[2]) });
server.start().then(() => console.log('ready'));
// Whoever started it is gone when its end of the pipe is.
process.stdin.on('end', () => process.exit(0)).resume();
