/** Moves parameters against the gradient of one batch after the other. */
export interface StochasticOptimizer {
  readonly update: (parameters: Float64Array, gradient: Float64Array) => void
  /** After a pass over all rows. @param n_seen rows seen since the start */
  readonly endOfPass: (n_seen: number) => void
  /** The loss does not improve any more. @returns whether to go on, with smaller steps */
  readonly goOn: () => boolean
}

export interface StepRules {
  readonly learning_rate_init: number
  readonly learning_rate: 'constant' | 'invscaling' | 'adaptive'
  readonly power_t: number
  readonly momentum: number
  readonly nesterovs_momentum: boolean
  readonly beta_1: number
  readonly beta_2: number
  readonly epsilon: number
}

/** @see Kingma & Ba (2015), 3rd International Conference on Learning Representations, with the bias put into the step */
export function adam(count: number, rules: StepRules): StochasticOptimizer {
  const { beta_1, beta_2, epsilon, learning_rate_init } = rules
  const means = new Float64Array(count)
  const squares = new Float64Array(count)
  let t = 0
  return {
    update: (parameters, gradient) => {
      t++
      const rate = (learning_rate_init * Math.sqrt(1 - beta_2 ** t)) / (1 - beta_1 ** t)
      for (let at = 0; at < count; at++) {
        const slope = gradient[at]!
        means[at] = beta_1 * means[at]! + (1 - beta_1) * slope
        squares[at] = beta_2 * squares[at]! + (1 - beta_2) * slope * slope
        parameters[at]! -= (rate * means[at]!) / (Math.sqrt(squares[at]!) + epsilon)
      }
    },
    endOfPass: () => {},
    goOn: () => false,
  }
}

/** Gradient descent with momentum. @see Sutskever, Martens, Dahl & Hinton (2013), ICML, for Nesterov's */
export function gradientDescent(count: number, rules: StepRules): StochasticOptimizer {
  const { learning_rate, learning_rate_init, momentum, nesterovs_momentum, power_t } = rules
  const velocities = new Float64Array(count)
  let rate = learning_rate_init
  return {
    update: (parameters, gradient) => {
      for (let at = 0; at < count; at++) {
        const velocity = momentum * velocities[at]! - rate * gradient[at]!
        velocities[at] = velocity
        parameters[at]! += nesterovs_momentum ? momentum * velocity - rate * gradient[at]! : velocity
      }
    },
    endOfPass: n_seen => {
      if (learning_rate === 'invscaling') rate = learning_rate_init / (n_seen + 1) ** power_t
    },
    goOn: () => {
      if (learning_rate !== 'adaptive' || rate <= 1e-6) return false
      rate /= 5
      return true
    },
  }
}
