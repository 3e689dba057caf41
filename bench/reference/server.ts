/**
 * What the machine itself gives: the hub's own bare HTTP server (its bounds and headers), the same SQLite settings,
 * bodies of the same size, one insert and one idempotency row for each request, group-committed at synchronous=FULL. No rules, roles, validation or log chain.
 * `POST /push` sends a text of the given length to every socket: the bare fan-out.
 */
import { join } from 'node:path'
import { WebSocketServer } from 'ws'
import { httpServer } from '#hub'
import { openDatabase } from '#sqlite'

const [folder = '', replyLength = '300'] = process.argv.slice(2)
const database = openDatabase({
  file: join(folder, 'reference.db'),
  migrations: [
    `CREATE TABLE tickets (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
     CREATE TABLE commands (id TEXT PRIMARY KEY, outcome TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  ],
})
const insert = database.prepare('INSERT INTO tickets (body) VALUES (?)')
const remember = database.prepare('INSERT INTO commands (id, outcome) VALUES (?,?)')
const reply = JSON.stringify({ filler: 'x'.repeat(Math.max(0, Number(replyLength) - 13)) })

interface Waiting {
  readonly id: string
  readonly body: string
  readonly done: () => void
}
let waiting: Waiting[] = []
let busy = false
const commit = database.transaction((batch: readonly Waiting[]) => {
  for (const { id, body } of batch) {
    insert.run(body)
    remember.run(id, reply)
  }
})
async function flush(): Promise<void> {
  busy = true
  while (waiting.length > 0) {
    await new Promise(setImmediate)
    const batch = waiting
    waiting = []
    commit.immediate(batch)
    for (const { done } of batch) done()
  }
  busy = false
}

const app = httpServer()
app.get('/readyz', async () => ({ ready: true }))
app.post<{ Body: { commandId: string } }>('/tickets', async (request, response) => {
  const id = request.body.commandId
  await new Promise<void>((done) => {
    waiting.push({ id, body: JSON.stringify(request.body), done })
    if (!busy) void flush()
  })
  return response.code(201).type('application/json; charset=utf-8').send(reply)
})
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
app.post<{ Body: { length: number } }>('/push', async (request, response) => {
  const message = 'x'.repeat(request.body.length)
  for (const socket of sockets.clients) socket.send(message)
  return response.code(200).type('application/json; charset=utf-8').send(reply)
})
app.server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened)),
)
const url = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${JSON.stringify({ reference: 'ready', url })}\n`)
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    database.close()
    process.exit(0)
  })
