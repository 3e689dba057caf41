import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { shippedWorks } from './notice.ts'
import { shippedPackages } from './shipped.ts'

const isLicence = (file: string) => /^(licen[cs]e|copying|notice|ofl)\b/i.test(file)
const isReadme = (file: string) => /^readme/i.test(file)

/** The licence texts in a package's folder; its README's last words where the licence stands only there. */
function textsIn(folder: string): readonly string[] {
  const files = readdirSync(folder).sort()
  const own = files.filter(isLicence)
  if (own.length > 0) return own.map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return files
    .filter(isReadme)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .flatMap((readme) => /^#+ *licen[cs]e\b.*/ims.exec(readme)?.[0].trim() ?? [])
}

/**
 * The licences of everything that is shipped, in full: of the packages under `packages` (one of another system is not
 * there and not shipped) and of the files under `root`. A package that brings no text stands with its licence's name.
 */
export function licenceTexts(root: string, packages: string): string {
  const ofPackages = shippedPackages(root)
    .filter(({ place }) => existsSync(join(packages, place)))
    .map(({ place, name, version, licence }) =>
      [`${name} ${version} (${licence})`, ...textsIn(join(packages, place))].join('\n\n'),
    )
  const ofFiles = shippedWorks.map(({ place, madeOf, licence, text }) =>
    [`${place}: ${madeOf} (${licence})`, readFileSync(join(root, text), 'utf8').trim()].join('\n\n'),
  )
  return `${[...ofFiles, ...ofPackages].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}
