import {
  type CityActivity,
  type CityDocumentType,
  type CityReport,
  cityDocuments,
  reportReceipt,
} from '#protocol'
import type { Statements } from './store/database.ts'

async function documentsOf(
  statements: Statements,
  siteId: string,
  kind: CityDocumentType,
): Promise<unknown[]> {
  const rows = await statements.all<{ data: string }>(
    'SELECT data FROM documents WHERE site_id = $1 AND kind = $2 ORDER BY revision',
    siteId,
    kind,
  )
  return rows.map(({ data }) => JSON.parse(data) as unknown)
}

/** A site's reports, the latest month first, each with what the city has said of this very version. */
export async function listReports(
  statements: Statements,
  siteId: string,
  limit: number,
): Promise<CityReport[]> {
  const reports = (await documentsOf(statements, siteId, 'MONTHLY_REPORT')).map((each) =>
    cityDocuments.MONTHLY_REPORT.parse(each),
  )
  const sent = await statements.all<{ data: string }>(
    `SELECT data FROM downlink WHERE site_id = $1 AND msg_type = 'RECEIPT' ORDER BY seq`,
    siteId,
  )
  const receipts = sent.map(({ data }) => reportReceipt.parse(JSON.parse(data)))
  return reports
    .map((report) => {
      const isOf = (receipt: (typeof receipts)[number]) =>
        receipt.reportId === report.id && receipt.version === report.version
      return { ...report, receipt: receipts.findLast(isOf) ?? null }
    })
    .toSorted((a, b) => b.period.localeCompare(a.period))
    .slice(0, limit)
}

/** A site's activities, the latest day first. */
export async function listActivities(
  statements: Statements,
  siteId: string,
  limit: number,
): Promise<CityActivity[]> {
  const activities = (await documentsOf(statements, siteId, 'ACTIVITY')).map((each) =>
    cityDocuments.ACTIVITY.parse(each),
  )
  return activities.toSorted((a, b) => b.day.localeCompare(a.day)).slice(0, limit)
}
