// A trie with failure links over the words, for the two bots on Node.
'use strict'
const fs = require('fs')

module.exports = function matcher(file) {
  const words = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const next = [new Map()]
  const fail = [0]
  const ends = [false]
  for (const word of words) {
    let at = 0
    for (let i = 0; i < word.length; i++) {
      const c = word.charCodeAt(i)
      let to = next[at].get(c)
      if (to === undefined) {
        to = next.length
        next.push(new Map())
        fail.push(0)
        ends.push(false)
        next[at].set(c, to)
      }
      at = to
    }
    ends[at] = true
  }
  const queue = [...next[0].values()]
  for (let head = 0; head < queue.length; head++) {
    const at = queue[head]
    for (const [c, to] of next[at]) {
      let back = fail[at]
      while (back && !next[back].has(c)) back = fail[back]
      const found = next[back].get(c)
      fail[to] = found !== undefined && found !== to ? found : 0
      ends[to] = ends[to] || ends[fail[to]]
      queue.push(to)
    }
  }
  return text => {
    let at = 0
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      let to = next[at].get(c)
      while (to === undefined && at) {
        at = fail[at]
        to = next[at].get(c)
      }
      at = to === undefined ? 0 : to
      if (ends[at]) return true
    }
    return false
  }
}
