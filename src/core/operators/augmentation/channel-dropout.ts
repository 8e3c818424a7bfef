import { nextUniform } from '../../math/random/uniform.ts'
import { real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { maskBand, masking } from './masked-band.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn } from './parameters.ts'

/**
 * Lose single values, as a detector with dead pixels does.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const channelDropout = defineAugmenter({
  id: 'channel_dropout',
  label: 'Dropout',
  ...namesIn('spectral', 'ChannelDropout'),
  summary: 'Hide single values at random',
  formula: 'each value is lost with probability dropout_prob; there the line between the values beside it, or 0',
  source: 'n4a, after nirs4all 0.11: ChannelDropout',
  checked_against: 'share of the values lost, of 4,000 spectra',
  params: {
    dropout_prob: real({ initial: 0.01, min: 0, max: 1, help: 'Probability of losing a value' }),
    mode: masking,
    random_state: seed,
  },
  augment: (X, y, origins, { dropout_prob, mode }, random) =>
    newSpectra(X, y, origins, (source, target) => {
      target.set(source)
      const lost = Array.from({ length: source.length }, () => nextUniform(random) < dropout_prob)
      for (let from = 0; from < lost.length; from++) {
        if (!lost[from]) continue
        let to = from + 1
        while (lost[to]) to++
        maskBand(target, from, to, mode)
        from = to
      }
    }),
})
