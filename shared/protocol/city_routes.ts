import { z } from 'zod'
import {
  cityLinkReply,
  dropBody,
  inboxReply,
  parkedReply,
  reconcileBody,
  retryReply,
  settleBody,
} from './city/link.ts'
import { reconciliationReply } from './city/reconciliation.ts'
import { citySettingsBody, citySettingsReply, cityTestReply } from './city/settings.ts'
import type { Route } from './routes.ts'

const counted = z.object({ count: z.int() })

/** The hub's doors about its link to the city. */
export const cityRoutes = {
  cityLink: {
    method: 'GET',
    path: '/city-link',
    access: 'staff',
    summary: 'How the link to the city stands: sent, pending, parked, last trouble',
    reply: cityLinkReply,
    status: 200,
  },
  citySettings: {
    method: 'GET',
    path: '/city-link/settings',
    access: 'admin',
    summary: 'Where the city is, and as whom this centre speaks to it; never the key',
    reply: citySettingsReply,
    status: 200,
  },
  putCitySettings: {
    method: 'PUT',
    path: '/city-link/settings',
    access: 'admin',
    summary: 'Says where the city is and what key the two share; the link goes on with it at once',
    body: citySettingsBody,
    reply: citySettingsReply,
    status: 200,
  },
  testCity: {
    method: 'POST',
    path: '/city-link/test',
    access: 'admin',
    summary: 'Asks a city as these settings would, and says what is wrong; nothing is kept',
    body: citySettingsBody,
    reply: cityTestReply,
    status: 200,
  },
  cityParked: {
    method: 'GET',
    path: '/city-link/parked',
    access: 'admin',
    summary: 'Records the city would not take',
    reply: parkedReply,
    status: 200,
  },
  cityRetry: {
    method: 'POST',
    path: '/city-link/parked/:revision/retry',
    access: 'admin',
    summary: 'Sends a parked record and those behind it once more',
    reply: retryReply,
    status: 200,
  },
  cityDrop: {
    method: 'POST',
    path: '/city-link/parked/:revision/drop',
    access: 'admin',
    summary: 'Gives a parked record and those behind it up, with the reason',
    body: dropBody,
    reply: counted,
    status: 200,
  },
  cityPause: {
    method: 'POST',
    path: '/city-link/pause',
    access: 'admin',
    summary: 'Stops sending until it is resumed; the log goes on',
    reply: cityLinkReply,
    status: 200,
  },
  cityResume: {
    method: 'POST',
    path: '/city-link/resume',
    access: 'admin',
    summary: 'Goes on sending',
    reply: cityLinkReply,
    status: 200,
  },
  cityReconcile: {
    method: 'POST',
    path: '/city-link/reconcile',
    access: 'admin',
    summary: 'Compares one day with the city and sends what it lacks',
    body: reconcileBody,
    reply: reconciliationReply,
    status: 200,
  },
  cityInbox: {
    method: 'GET',
    path: '/city-link/inbox',
    access: 'admin',
    summary: 'What has come from the city: catalogue, notices, media, tasks, receipts',
    reply: inboxReply,
    status: 200,
  },
  citySettle: {
    method: 'POST',
    path: '/city-link/inbox/:seq/settle',
    access: 'admin',
    summary: 'Takes over what the city has sent, or puts it aside',
    body: settleBody,
    reply: counted,
    status: 200,
  },
} as const satisfies Record<string, Route>
