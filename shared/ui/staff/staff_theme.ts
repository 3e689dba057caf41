import { type ThemeConfig, theme } from 'antd'
import { colours, fontFamily, motion, pages, shape, textScale } from '../theme/tokens.ts'

/** Light or dark, as the member of staff chose. */
export type Scheme = 'light' | 'dark'

const px = (rem: number): number => rem * 16 * pages.staff.multiplier

/** Ant Design's theme made of the product's tokens, so that staff and public pages are one family. */
export function staffTheme(scheme: Scheme): ThemeConfig {
  const colour = colours[scheme]
  return {
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: colour.blue,
      colorInfo: colour.blue,
      colorLink: scheme === 'dark' ? colour.onBlueSoft : colour.blue,
      colorSuccess: colour.green,
      colorWarning: colour.gold,
      colorError: colour.red,
      colorPrimaryBg: colour.blueTint,
      colorInfoBg: colour.blueTint,
      colorInfoBorder: colour.blue,
      colorSuccessBg: colour.greenTint,
      colorSuccessBorder: colour.green,
      colorWarningBg: colour.goldTint,
      colorWarningBorder: colour.gold,
      colorErrorBg: colour.redTint,
      colorErrorBorder: colour.red,
      colorText: colour.ink,
      colorTextSecondary: colour.grey,
      colorTextDescription: colour.grey,
      colorTextPlaceholder: colour.grey,
      colorBgLayout: colour.paper,
      colorBgContainer: colour.surface,
      colorBgElevated: colour.surface,
      colorBorder: colour.edge,
      colorBorderSecondary: colour.line,
      borderRadius: shape.radius.staff,
      controlHeight: shape.target.staff,
      fontFamily,
      fontSize: px(textScale.xs),
      fontSizeSM: px(textScale.xs),
      fontSizeLG: px(textScale.sm),
      motionDurationSlow: `${motion.duration}ms`,
      motionDurationMid: `${motion.duration}ms`,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 600 },
      Layout: { headerBg: colour.blueDeep, siderBg: colour.surface, bodyBg: colour.paper },
      Table: { headerBg: colour.greyTint, headerColor: colour.ink, borderColor: colour.line },
      Menu: {
        itemSelectedBg: colour.blueTint,
        itemSelectedColor: scheme === 'dark' ? colour.ink : colour.blue,
      },
      Card: { headerFontSize: px(textScale.sm) },
    },
  }
}
