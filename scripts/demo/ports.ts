/** Where each program of the demo listens; all follow the hub's port. */
export interface DemoPorts {
  readonly hub: number
  readonly city: number
  readonly dock: number
  readonly postgres: number
  readonly kioskAgent: number
  readonly hallAgent: number
  readonly counterAgent: number
}

/** The ports that go with a hub port. */
export const demoPorts = (hub: number): DemoPorts => ({
  hub,
  city: hub + 1,
  dock: hub + 2,
  postgres: hub + 3,
  kioskAgent: hub + 11,
  hallAgent: hub + 12,
  counterAgent: hub + 13,
})
