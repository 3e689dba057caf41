/** A seeded source of figures in [0, 1): the same seed gives the same figures everywhere (xorshift, 32 bits). */
export function seededRandom(seed: number): () => number {
  let bits = (seed ^ 0x9e3779b9) | 0 || 1
  const next = () => {
    bits ^= bits << 13
    bits ^= bits >>> 17
    bits ^= bits << 5
    return (bits >>> 0) / 2 ** 32
  }
  // The first figures of neighbouring seeds are alike.
  for (let n = 0; n < 8; n++) next()
  return next
}

/** The quantile of a logarithmically normal duration with a mean and a coefficient of variation, for u in (0, 1). */
export function logNormal(mean: number, variation: number, u: number): number {
  const variance = Math.log(1 + variation ** 2)
  const within = Math.min(0.999, Math.max(0.001, u))
  // The logistic curve stands for the normal one; it differs by less than a fiftieth.
  const normal = Math.log(within / (1 - within)) / 1.702
  return mean * Math.exp(normal * Math.sqrt(variance) - variance / 2)
}
