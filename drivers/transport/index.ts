export { transportAt } from './address.ts'
export {
  type Connection,
  type ConnectionOptions,
  type ConnectionPatience,
  delays,
  keepConnected,
} from './connection.ts'
export { deviceFileTransport } from './device_file.ts'
export { type DevicePort, devicePort } from './device_port.ts'
export { type HidPort, type HidTransportOptions, hidTransport, type OpenHid } from './hid.ts'
export { type MemoryCable, memoryCable } from './memory.ts'
export { type MemoryHid, memoryHid } from './memory_hid.ts'
export {
  type HidDeviceInfo,
  hidDevices,
  type NodeHidSettings,
  nodeHidPort,
  type ReportPath,
} from './node_hid.ts'
export { printerQueues } from './printer_queues.ts'
export { type ProgramSettings, programTransport } from './process.ts'
export { type PtyPair, ptyPair } from './pty_pair.ts'
export { type ProgramEnd, type ProgramRun, runProgram } from './run_program.ts'
export { type SerialSettings, serialTransport } from './serial.ts'
export { type SerialPortInfo, serialPorts } from './serial_ports.ts'
export {
  isQueueName,
  queueExists,
  type SpoolerCommands,
  spoolerLimit,
  spoolerOf,
  spoolerTransport,
} from './spooler.ts'
export { type TcpAddress, tcpTransport } from './tcp.ts'
export type { DeviceStatus, Link, LinkCounters, LinkHandlers, SimulatorPort, Transport } from './types.ts'
