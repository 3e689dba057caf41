import { z } from 'zod'
import { counterSchema, idSchema, policySchema, serviceSchema, siteSchema, staffSchema } from '#protocol'

const password = z.string().min(8).max(128)

/** A centre as it is first set up: its site, rules, catalogue, counters, staff and devices. */
export const centreDefinition = z
  .object({
    site: siteSchema,
    policy: policySchema,
    services: z.array(serviceSchema),
    counters: z.array(counterSchema),
    staff: z.array(z.looseObject({ id: idSchema, password: password.optional() })),
    devices: z.array(
      z.object({
        id: idSchema,
        role: z.enum(['kiosk', 'query', 'counter', 'pad', 'display', 'guide']),
        name: z.string(),
        counterId: idSchema.nullable(),
        /** Only where tokens are given from outside (demo, tests); elsewhere devices are paired. */
        token: z.string().min(20).optional(),
      }),
    ),
  })
  .transform(({ staff, ...rest }) => ({
    ...rest,
    staff: staff.map(({ password, ...record }) => ({
      record: staffSchema.parse(record),
      password: password ?? null,
    })),
  }))

/** What a centre definition file says, checked. */
export type CentreDefinition = z.output<typeof centreDefinition>

const endpoint = z.object({ url: z.string(), token: z.string() })

/** What a demo start is told: the centre with its secrets, and where each page finds its wire. */
export const demoDefinition = z.object({
  centre: centreDefinition,
  pages: z.record(z.string(), endpoint),
  cityPage: z.string().nullable().default(null),
})
/** A demonstration centre as it was read. */
export type DemoDefinition = z.output<typeof demoDefinition>
