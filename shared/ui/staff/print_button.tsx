import { Button } from 'antd'
import { Printer } from 'lucide-react'
import type { ReactElement } from 'react'
import { usePagePrint } from '../print/use_page_print.ts'

/** What a button prints. */
export interface PrintButtonProps {
  readonly label: string
  /** What the printer's list shows; no personal data. */
  readonly title: string
  /** A `<PrintSheet>`; null while there is nothing to print. */
  readonly sheet: ReactElement | null
  readonly testId: string
}

/** Puts a sheet on paper and says what became of it; not there where nothing can be printed. */
export function PrintButton({ label, title, sheet, testId }: PrintButtonProps) {
  const page = usePagePrint(title)
  if (!page.offered) return null
  return (
    <>
      <Button
        icon={<Printer aria-hidden size={16} />}
        disabled={sheet === null || page.laidOut}
        onClick={page.print}
        data-testid={testId}
      >
        {label}
      </Button>
      {page.said !== null && (
        <span role={page.refused ? 'alert' : 'status'} data-testid="print-said">
          {page.said}
        </span>
      )}
      {page.laidOut && sheet}
    </>
  )
}
