import { appOrigin, appScheme } from './app_address.ts'
import { parseAddress } from './parse_address.ts'
import { type SuiteRole, suiteRoles } from './shell_arguments.ts'
import type { ProgramState } from './supervisor.ts'

/** Names of the roles in both languages, for the first-start chooser. */
const roleNames: Readonly<Record<SuiteRole, readonly [chinese: string, english: string]>> = {
  kiosk: ['取号机', 'Ticket kiosk'],
  query: ['查询机', 'Query machine'],
  counter: ['窗口工作站', 'Counter'],
  display: ['叫号屏', 'Display'],
  hub: ['中心主机', 'Hub of the centre'],
}

const stateNames: Readonly<Record<ProgramState, readonly [chinese: string, english: string]>> = {
  starting: ['正在启动', 'starting'],
  ready: ['运行中', 'running'],
  waiting: ['已停止，稍后自动重启', 'stopped, will be restarted'],
  stopped: ['已停止', 'stopped'],
}

const style = `
  body { margin: 0; padding: 32px; font: 18px/1.5 "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
    color: #1b2430; background: #f5f7fa; user-select: none; cursor: default }
  h1 { margin: 0 0 20px; font-size: 24px }
  small { display: block; font-size: 15px; font-weight: 400; color: #4a5666 }
  a { display: block; margin: 12px 0; padding: 14px 20px; border: 1px solid #9aa7b8; border-radius: 8px;
    color: inherit; background: #fff; text-decoration: none; font-weight: 600 }
  [role=status] { padding: 10px 16px; border-radius: 8px; font-weight: 600 }
  .ready { color: #14532d; background: #dcf2e3 } .waiting { color: #7a4a00; background: #fdf0d5 }
  dl { margin: 20px 0 0 } dt { margin-top: 14px; color: #4a5666; font-size: 16px }
  dt small { display: inline; margin-left: 8px }
  dd { margin: 2px 0 0; overflow-wrap: anywhere; user-select: text } dd b { font-size: 22px }
  a:focus-visible, a:hover { outline: 3px solid #0b5cad; outline-offset: 2px }`

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

function page(heading: readonly [chinese: string, english: string], body: string): string {
  const [chinese, english] = heading
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${chinese} ${english}</title>
<style>${style}</style><h1>${chinese}<small lang="en">${english}</small></h1>${body}</html>`
}

/** The address the role chooser is shown at, and the one each of its links leads to. */
export const chooserAddress = `${appOrigin}/choose`

/** The first-start page: one link for each role, no script. */
export function chooserDocument(): string {
  const links = suiteRoles.map((role) => {
    const [chinese, english] = roleNames[role]
    return `<a href="${chooserAddress}/${role}">${chinese}<small lang="en">${english}</small></a>`
  })
  return page(['这台设备用作', 'This machine is'], `<nav>${links.join('')}</nav>`)
}

/** The role a chooser link stands for, or null for any other address. */
export function chosenRole(address: string): SuiteRole | null {
  const url = parseAddress(address)
  if (url?.protocol !== `${appScheme}:` || !address.startsWith(`${chooserAddress}/`)) return null
  return suiteRoles.find((role) => url.pathname === `/choose/${role}`) ?? null
}

/** What the hub's status page shows. */
export interface HubStatus {
  readonly state: ProgramState
  /** Its address on this machine; null while it does not run. */
  readonly url: string | null
  /** Whether it takes commands. */
  readonly serving: boolean
  /** The addresses other machines reach it at. */
  readonly addresses: readonly string[]
  readonly folder: string
}

const line = (chinese: string, english: string, body: string) =>
  `<dt>${chinese}<small lang="en">${english}</small></dt><dd>${body}</dd>`

/** The hub's status page: its state, the address other machines are given, its console, its data folder. */
export function hubDocument({ state, url, serving, addresses, folder }: HubStatus): string {
  const isReady = state === 'ready' && serving
  const [chinese, english] = isReady ? ['运行正常，可以使用', 'running and ready'] : stateNames[state]
  const given =
    addresses.length > 0
      ? addresses.map((address) => `<b>${escapeHtml(address)}</b>`).join('<br>')
      : '本机没有接入网络 <span lang="en">This machine is on no network</span>'
  const lines =
    url === null
      ? ''
      : line('其他设备填写这个地址', 'Address for the other machines', given) +
        line('管理台（在浏览器中打开）', 'Console (open in a browser)', `${escapeHtml(url)}/console`)
  return page(
    ['中心主机', 'Hub of the centre'],
    `<p role="status" class="${isReady ? 'ready' : 'waiting'}">${chinese} <span lang="en">(${english})</span></p>
<dl>${lines}${line('数据文件夹', 'Data folder', escapeHtml(folder))}</dl>`,
  )
}
