import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const rulesName = '70-civic-hall.rules'

/** Where a program unpacked into `folder` has the rules, for machines that are installed by hand. */
export const packedRules = (folder: string): string =>
  join(folder, 'resources', 'suite', 'resources', 'linux', rulesName)

/** electron-builder's own script for after the installation: links, sandbox, AppArmor. */
function usualAfterInstall(): string {
  const builder = createRequire(import.meta.url).resolve('electron-builder')
  const library = dirname(createRequire(builder).resolve('app-builder-lib/package.json'))
  return readFileSync(join(library, 'templates', 'linux', 'after-install.tpl'), 'utf8')
}

/**
 * What the deb has besides: the udev rules in the system's folder for packages' rules (udev(7)), and a script that has
 * them count at once. `stage` gets the script: electron-builder's own with our lines at its end, since naming a script
 * would replace it.
 */
export function debParts(
  root: string,
  stage: string,
): { readonly fpm: string[]; readonly afterInstall: string } {
  const folder = join(root, 'resources', 'linux')
  const afterInstall = join(stage, 'after-install.tpl')
  mkdirSync(stage, { recursive: true })
  writeFileSync(afterInstall, usualAfterInstall() + readFileSync(join(folder, 'after_install.sh'), 'utf8'))
  return { fpm: [`${join(folder, rulesName)}=/usr/lib/udev/rules.d/${rulesName}`], afterInstall }
}
