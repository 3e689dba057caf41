import { type AgentConfig, readAgentConfig } from '#agent'
import { err, ok, type Result } from '#basics'

/** Reads the configuration named by `--config`; the error is a sentence for the technician. */
export function readConfigured(file: string | undefined): Result<AgentConfig, string> {
  if (file === undefined)
    return err(
      '要知道配置了哪些设备：--config=<终端程序的配置文件> / name the agent’s configuration with --config=FILE',
    )
  const config = readAgentConfig(file)
  return config.ok ? ok(config.value) : err(config.error)
}
