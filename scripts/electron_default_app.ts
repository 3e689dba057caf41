/**
 * The app an Electron starts when it carries no other: takes `-r <module>` options and the path of the real app from
 * the command line, loads them in that order, and names the app as its package.json does. Electron's release has
 * such an app built in; a runtime made from another program needs this one. CommonJS, run by Electron itself.
 */
export const defaultApp = `'use strict'
const { app } = require('electron')
const path = require('node:path')
const fs = require('node:fs')
const { createRequire } = require('node:module')

const preloads = []
let target = null
for (let index = 1; index < process.argv.length && target === null; index += 1) {
  const argument = process.argv[index]
  if (argument === '-r' || argument === '--require') preloads.push(process.argv[(index += 1)])
  else if (!argument.startsWith('-')) target = path.resolve(argument)
}
if (target === null) {
  console.error('usage: electron [-r module] <app>')
  app.exit(1)
} else {
  const folder = fs.statSync(target).isDirectory() ? target : path.dirname(target)
  const manifest = path.join(folder, 'package.json')
  app.setAppPath(folder)
  if (fs.existsSync(manifest)) {
    const { name, productName, version } = JSON.parse(fs.readFileSync(manifest, 'utf8'))
    if (productName || name) app.setName(productName || name)
    if (version) app.setVersion(version)
  }
  const load = createRequire(path.join(folder, 'index.js'))
  for (const module of preloads) load(module)
  load(target)
}
`
