// Koishi as a Satori server, started by KoishiPeer. Told by the environment variable KOISHI:
//   port      where Koishi listens: Satori at /satori, the console's WebSocket at /status
//   control   where POST /dispatch takes {platform, event} and lets the bot of that platform receive the event,
//             POST /start takes {platform} and lets the bot connect again,
//             and POST /status takes {platform} and tells the bot's status: a number of Satori's
//   token     what the Satori server asks for
//   onebot    the settings of koishi-plugin-adapter-onebot, or nothing
//   plugin    another plugin's file, or nothing
// Ends when its standard input does, so that it never outlives whoever started it.
const { Context, h } = require('koishi')
const http = require('http')

const settings = JSON.parse(process.env.KOISHI)
const plugin = name => { const loaded = require(name); return loaded.default ?? loaded }

process.stdin.resume()
process.stdin.on('end', () => process.exit(0))

const app = new Context()
app.plugin(plugin('@koishijs/plugin-http'))
app.plugin(plugin('@koishijs/plugin-server'), { host: '127.0.0.1', port: settings.port })
app.plugin(plugin('@koishijs/plugin-console'), { open: false })
app.plugin(require('@koishijs/plugin-sandbox'), {})

// The Satori server was written for another name of the service that Koishi 4.17 calls "server".
const satori = require('@satorijs/server')
const renamed = context => new Proxy(context, { get: (target, key) => target[key === 'router' ? 'server' : key] })
app.plugin({
  name: 'satori-server',
  Config: satori.Config,
  inject: ['server', 'http'],
  apply: (context, config) => satori.apply(renamed(context), config),
}, { token: settings.token, path: '/satori' })

if (settings.onebot) app.plugin(plugin('koishi-plugin-adapter-onebot'), settings.onebot)
if (settings.plugin) app.plugin(plugin(settings.plugin))

const bot = platform => {
  const found = app.bots.find(one => one.platform === platform)
  if (!found) throw new Error('no bot of ' + platform)
  return found
}
const controls = {
  '/dispatch' ({ platform, event }) {
    if (event.message && 'content' in event.message) event.message.elements = h.parse(event.message.content)
    bot(platform).dispatch(bot(platform).session(event))
  },
  '/start' ({ platform }) { bot(platform).start() },
  '/status' ({ platform }) { return bot(platform).status },
}

app.start().then(() => {
  http.createServer((request, response) => {
    let body = ''
    request.on('data', part => { body += part })
    request.on('end', () => {
      try {
        response.end(String(controls[request.url](JSON.parse(body)) ?? 'ok'))
      } catch (error) {
        response.statusCode = 500
        response.end(String(error))
      }
    })
  }).listen(settings.control, '127.0.0.1', () => console.log('koishi is ready'))
})
