import { type Logger, pino } from 'pino'

/** Where an agent says what happens; never personal data. */
export type AgentLog = Pick<Logger, 'info' | 'warn' | 'error'>

/**
 * The agent's log, JSON lines on standard error. Nothing personal is ever handed to it; the paths below are
 * a second fence should a whole command or card be logged by mistake.
 */
export const agentLog = (deviceId: string): AgentLog =>
  pino(
    {
      base: { deviceId },
      redact: {
        paths: [
          '*.visitor',
          '*.body.visitor',
          '*.person',
          'person',
          'visitor',
          '*.name',
          '*.idNumber',
          '*.token',
        ],
        censor: '[hidden]',
      },
    },
    pino.destination(2),
  )

/** A log for tests: nothing. */
export const noLog: AgentLog = { info: () => undefined, warn: () => undefined, error: () => undefined }
