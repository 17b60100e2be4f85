// Bare Node: a WebSocket, JSON.parse, a trie. node node.js WORDS ADDRESS
'use strict'
const WebSocket = require('ws')
const hits = require('./words.js')(process.argv[2])
const socket = new WebSocket(process.argv[3], { perMessageDeflate: false })
let echo = 0
const call = (action, params) => socket.send(JSON.stringify({ action, params, echo: ++echo }))
socket.on('message', data => {
  const event = JSON.parse(data)
  if (event.post_type === 'message' && event.message_type === 'group' && hits(event.raw_message)) {
    call('delete_msg', { message_id: event.message_id })
    call('set_group_ban', { group_id: event.group_id, user_id: event.user_id, duration: 60 })
  }
})
socket.on('close', () => process.exit(0))
