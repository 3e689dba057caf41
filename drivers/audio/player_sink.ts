import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, err, ok, type Result } from '#basics'
import { installed } from './installed.ts'
import type { Announcement, AudioSink, PlayFault } from './sink.ts'

interface Player {
  readonly command: string
  readonly args: (file: string) => readonly string[]
}

/** Programs that play a WAV file and end when it is over, the preferred first. */
const players: Readonly<Partial<Record<NodeJS.Platform, readonly Player[]>>> = {
  linux: [
    { command: 'paplay', args: (file) => [file] },
    { command: 'pw-play', args: (file) => [file] },
    { command: 'aplay', args: (file) => ['-q', file] },
  ],
  darwin: [{ command: 'afplay', args: (file) => [file] }],
  win32: [
    {
      command: 'powershell.exe',
      args: (file) => [
        '-NoProfile',
        '-NonInteractive',
        '-Command',
        `(New-Object Media.SoundPlayer '${file.replaceAll("'", "''")}').PlaySync()`,
      ],
    },
  ],
}

/** Longer than its sound by this much, a player hangs and is ended, ms. */
const patience = 5_000

/** What a player sink needs; all of it is the machine's own in a program. */
export interface PlayerSinkOptions {
  readonly clock: Clock
  readonly platform: NodeJS.Platform
  /** Folders to look for players in: the environment's PATH. */
  readonly path: string
}

/** Plays through the first player that exists and works; a player without a sound card fails over. */
export function playerSink({ clock, platform, path }: PlayerSinkOptions): AudioSink {
  const found = (players[platform] ?? []).flatMap(({ command, args }) => {
    const file = installed(path, command)
    return file === null ? [] : [{ file, args }]
  })
  const run = (file: string, args: readonly string[], limit: number): Promise<boolean> =>
    new Promise((resolve) => {
      const child = spawn(file, args, { stdio: 'ignore', windowsHide: true })
      const timer = clock.after(limit, () => child.kill('SIGKILL'))
      const end = (played: boolean) => {
        timer.cancel()
        resolve(played)
      }
      child.once('error', () => end(false))
      child.once('exit', (code) => end(code === 0))
    })

  const playFile = async (file: string, durationMs: number): Promise<Result<void, PlayFault>> => {
    const started = clock.now()
    for (const player of found) {
      if (await run(player.file, player.args(file), durationMs + patience)) return ok(undefined)
      // A player that broke off in the middle was heard: starting again would stammer.
      if (clock.now() - started > durationMs / 2) return err('play-failed')
    }
    return err('no-output')
  }
  return {
    name: found[0]?.file ?? 'no player',
    async play(sound: Announcement) {
      if (found.length === 0) return err('no-output')
      const folder = await mkdtemp(join(tmpdir(), 'announcer-')).catch(() => null)
      if (folder === null) return err('no-output')
      const file = join(folder, 'announcement.wav')
      const written = await writeFile(file, sound.wav).then(
        () => true,
        () => false,
      )
      const result = written ? await playFile(file, sound.durationMs) : err('no-output' as const)
      await rm(folder, { recursive: true, force: true }).catch(() => undefined)
      return result
    },
  }
}
