// Koishi with its OneBot adapter, doing the same by a middleware. node koishi.js WORDS ADDRESS
'use strict'
const { Context } = require('koishi')
const plugin = name => {
  const loaded = require(name)
  return loaded.default ?? loaded
}
const hits = require('./words.js')(process.argv[2])
const app = new Context({ prefix: ['/'] })
app.plugin(plugin('@koishijs/plugin-http'))
app.plugin(plugin('koishi-plugin-adapter-onebot'), {
  protocol: 'ws',
  selfId: '1145141919',
  endpoint: process.argv[3],
  responseTimeout: 60000,
})
app.middleware(async (session, next) => {
  if (!hits(session.content)) return next()
  await session.bot.deleteMessage(session.channelId, session.messageId)
  await session.bot.muteGuildMember(session.guildId, session.userId, 60000)
}, true)
app.start()
process.on('SIGTERM', () => process.exit(0))
