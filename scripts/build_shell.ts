import { existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { build } from 'vite'

const apps = ['kiosk', 'counter', 'display', 'setup']
const outside = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]

async function bundle(root: string, folder: string, input: Record<string, string>): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { conditions: ['node'] },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      sourcemap: false,
      minify: false,
      target: 'node20',
      reportCompressedSize: false,
      rollupOptions: {
        input,
        external: outside,
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]_[hash].cjs' },
      },
    },
  })
}

/**
 * Bundles the shell into `folder` as CommonJS: suite.cjs, one <app>.cjs each, and one <app>_preload.cjs each. A
 * sandboxed preload may load no file of its own, so each of those is built alone.
 */
export async function buildShell(root: string, folder: string): Promise<readonly string[]> {
  const mains: Record<string, string> = { suite: join(root, 'shared', 'electron', 'suite.ts') }
  for (const app of apps) {
    const main = join(root, app, 'main', 'index.ts')
    if (existsSync(main)) mains[app] = main
  }
  await bundle(root, folder, mains)
  for (const app of apps) {
    const preload = join(root, app, 'preload', 'index.ts')
    if (existsSync(preload)) await bundle(root, folder, { [`${app}_preload`]: preload })
  }
  return Object.keys(mains)
}
