import { useEffect, useState } from 'react'
import { printPage, useView } from '#client'
import type { PagePrintRefusal } from '#protocol'
import { type English, useText } from '../i18n/dictionary.ts'
import { printWords } from './print_words.ts'

/** A page that can be put on paper. */
export interface PagePrint {
  /** Whether to offer it: a browser always can, a shell where its machine has an A4 printer. */
  readonly offered: boolean
  /** The sheet must stand in the document: render `<PrintSheet>` now. */
  readonly laidOut: boolean
  /** What became of the last order, in words; null before the first. */
  readonly said: string | null
  readonly refused: boolean
  print(): void
}

type Stage = 'idle' | 'laid-out' | 'sent' | PagePrintRefusal

/** How long its words stay, ms. */
const saidFor = 12_000

function saidOf(stage: Stage, text: English<(typeof printWords)['zh-CN']>): string | null {
  if (stage === 'idle') return null
  if (stage === 'laid-out') return text.printing
  if (stage !== 'sent') return text[stage]
  // A browser's own dialog has told the person.
  return globalThis.civicHall === undefined ? null : text.sent
}

/** Prints the sheet its caller lays out while `laidOut`; `title` names it in the printer's list (no personal data). */
export function usePagePrint(title: string): PagePrint {
  const text = useText(printWords)
  const [stage, setStage] = useState<Stage>('idle')
  const canPrint = useView((view) => view.capabilities?.pagePrinter === true)
  useEffect(() => {
    if (stage !== 'laid-out') return
    let gone = false
    const order = async () => {
      await document.fonts.ready
      const end = await printPage({ title })
      if (!gone) setStage(end.ok ? 'sent' : end.error)
    }
    void order()
    return () => {
      gone = true
    }
  }, [stage, title])
  useEffect(() => {
    if (stage === 'idle' || stage === 'laid-out') return
    const timer = setTimeout(() => setStage('idle'), saidFor)
    return () => clearTimeout(timer)
  }, [stage])
  return {
    offered: globalThis.civicHall === undefined || canPrint,
    laidOut: stage === 'laid-out',
    said: saidOf(stage, text),
    refused: stage === 'no-printer' || stage === 'cancelled' || stage === 'failed',
    print: () => setStage('laid-out'),
  }
}
