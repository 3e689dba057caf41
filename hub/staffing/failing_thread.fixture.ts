/** A thread that fails before it answers. */
throw new Error('out of memory')
