/** A small stand-in for the agent: says it is ready, answers HTTP, ends with its supervisor. */
export const agentSource = `
import { createServer } from 'node:http'
const server = createServer((request, answer) => {
  answer.setHeader('access-control-allow-origin', '*')
  answer.end('agent')
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address()
  console.log(JSON.stringify({ agent: 'ready', url: 'ws://127.0.0.1:' + port + '/ws' }))
})
process.stdin.on('end', () => process.exit(0)).resume()
`

/** A page with something to type into, and an inline script that must not run. */
export const pageSource = `<!doctype html><meta charset="utf-8"><title>kiosk</title>
<h1>取号</h1><input id="entry"><script src="./kiosk.js"></script><script>window.inlineRan = true</script>`

/** Each attack runs in the page's own world, outside the debugger's stack, and says what it got. */
export const attackSource = `
const outcome = async (attack) => {
  try { return String(await attack()) } catch (error) { return 'refused: ' + error.name }
}
const fetchStatus = (address) => async () => (await fetch(address)).status
const frame = (source) => () => new Promise((resolve) => {
  const element = document.createElement('iframe')
  element.onload = () => { try { resolve(element.contentWindow.location.href + typeof element.contentWindow.civicHall) } catch { resolve('blocked') } }
  element.src = source
  document.body.append(element)
})
const attacks = {
  open: () => window.open('https://example.invalid/'),
  openSelf: () => window.open('app://civic-hall/kiosk'),
  require: () => typeof require + typeof process + typeof module + typeof global + typeof Buffer,
  bridge: () => Object.keys(window.civicHall).sort().join(),
  eval: () => (0, eval)('1 + 1'),
  newFunction: () => new Function('return 1')(),
  inline: () => window.inlineRan,
  traverse: fetchStatus('app://civic-hall/..%2f..%2fsecret.json'),
  traverseBackslash: fetchStatus('app://civic-hall/assets/..%5c..%5c..%5csecret.json'),
  doubleEncoded: fetchStatus('app://civic-hall/%252e%252e/secret.json'),
  symlink: fetchStatus('app://civic-hall/linked.json'),
  otherHost: fetchStatus('app://elsewhere/kiosk'),
  file: fetchStatus('file:///etc/passwd'),
  stranger: async () => (await fetch(window.strangerAddress)).text(),
  agent: async () => (await fetch((await window.civicHall.endpoint()).url.replace('ws:', 'http:'))).text(),
  camera: () => navigator.mediaDevices.getUserMedia({ video: true, audio: true }),
  cameraAlone: async () => (await navigator.mediaDevices.getUserMedia({ video: true })).getVideoTracks().length,
  microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
  screenCapture: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
  position: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, (e) => resolve('refused ' + e.code))),
  notification: () => Notification.requestPermission(),
  clipboard: () => navigator.clipboard.readText(),
  usb: () => navigator.usb.requestDevice({ filters: [] }),
  hid: async () => (await navigator.hid.requestDevice({ filters: [] })).length,
  serial: () => navigator.serial.requestPort(),
  midi: () => navigator.requestMIDIAccess({ sysex: true }),
  pointerLock: () => document.body.requestPointerLock(),
  framed: frame('app://civic-hall/kiosk'),
  framedData: frame('data:text/html,<b>x</b>'),
  worker: () => { new Worker(URL.createObjectURL(new Blob(['1']))) ; return 'made' },
  download: () => { const a = document.createElement('a'); a.href = 'data:application/octet-stream,x'; a.download = 'x.bin'; a.click(); return 'clicked' },
}
window.attack = (name) => new Promise((resolve) => setTimeout(async () => resolve(await outcome(attacks[name])), 0))
window.keys = []
addEventListener('keydown', (event) => window.keys.push(event.key))
window.endpoints = []
window.civicHall?.onEndpoint((endpoint) => window.endpoints.push(endpoint))
`
