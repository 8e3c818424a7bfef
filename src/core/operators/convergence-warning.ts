/**
 * What to say of a solver that stopped before it had converged: nothing where it had.
 * @param parameter the one to raise
 */
export const stoppedEarly = (converged: boolean, parameter: string): readonly string[] =>
  converged ? [] : [`The solver stopped before it had converged: raise ${parameter}.`]
