import { existsSync, globSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Plugin } from 'vite'

/** Where a page's html may be; a page exists when its html does. */
const pagePatterns = [
  '*/renderer/*.html',
  'hub/console/*.html',
  'city/page/*.html',
  'drivers/simulator/dock/*.html',
]

/** Page name (its html's file name without extension) to the path of its html. */
export function findPages(root: string): Readonly<Record<string, string>> {
  const pages: Record<string, string> = {}
  for (const pattern of pagePatterns) {
    for (const path of globSync(pattern, { cwd: root })) {
      const name = basename(path, '.html')
      if (pages[name] !== undefined)
        throw new Error(`two pages are called ${name}: ${pages[name]} and ${path}`)
      pages[name] = join(root, path)
    }
  }
  return pages
}

/** Puts every html at the top of the output, beside `assets/`: each page is one flat name to hub and shell. */
function flatPages(): Plugin {
  return {
    name: 'flat-pages',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== 'asset' || !asset.fileName.endsWith('.html')) continue
        asset.source = String(asset.source).replaceAll(/(["'(])(?:\.\.\/)+/g, '$1./')
        asset.fileName = basename(asset.fileName)
      }
    },
  }
}

/** Builds every page there is into `folder` (html on top, hashed files in assets/); returns the page names. */
export async function buildPages(root: string, folder: string): Promise<readonly string[]> {
  const pages = findPages(root)
  mkdirSync(folder, { recursive: true })
  if (Object.keys(pages).length === 0) return []
  await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'warn',
    publicDir: existsSync(join(root, 'resources', 'public')) ? join(root, 'resources', 'public') : false,
    plugins: [react(), flatPages()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      sourcemap: false,
      target: 'chrome120',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4_000,
      reportCompressedSize: false,
      rollupOptions: { input: pages },
    },
  })
  return Object.keys(pages)
}
