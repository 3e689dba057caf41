import { theme } from 'antd'
import { expect, test } from 'vitest'
import { contrast } from '../theme/contrast.ts'
import { colours } from '../theme/tokens.ts'
import { type Scheme, staffTheme } from './staff_theme.ts'

const schemes: Scheme[] = ['light', 'dark']
const asHex = (colour: string) =>
  /^#[0-9a-f]{3}$/i.test(colour) ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour

test.each(schemes)('%s: what Ant Design derives keeps our text readable', (scheme) => {
  const look = theme.getDesignToken(staffTheme(scheme))
  expect(look.colorBgContainer.toLowerCase()).toBe(colours[scheme].surface)
  expect(contrast(asHex(look.colorText), asHex(look.colorBgContainer))).toBeGreaterThanOrEqual(4.5)
  expect(contrast(asHex(look.colorTextSecondary), asHex(look.colorBgLayout))).toBeGreaterThanOrEqual(4.5)
  expect(contrast(asHex(look.colorLink), asHex(look.colorBgContainer))).toBeGreaterThanOrEqual(4.5)
  expect(contrast('#ffffff', asHex(look.colorPrimary))).toBeGreaterThanOrEqual(4.5)
  expect(look.fontSize).toBeGreaterThanOrEqual(14)
})

test('no staff text is smaller than 14 px', () => {
  for (const scheme of schemes)
    expect(theme.getDesignToken(staffTheme(scheme)).fontSizeSM).toBeGreaterThanOrEqual(14)
})
