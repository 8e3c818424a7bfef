import { groupedDigits } from '../errors/index.ts'
import { defineError } from './n4a-error.ts'
import { suggestion, type UnknownName } from './nearest.ts'
import { printable, quote } from './quote.ts'

/** The request is wrong: template, run file, parameter, flag. Nothing was started. */

export const UnknownOperator = defineError<UnknownName>('UnknownOperator', {
  kind: 'input',
  message: ({ name }) => `There is no operator ${quote(name)}.`,
  hint: facts => suggestion(facts, 'All of them: `n4a operators list`.'),
})

export const MissingOwnOperator = defineError<{ name: string }>('MissingOwnOperator', {
  kind: 'input',
  message: ({ name }) => `The operator ${quote(name)} is a program's own, and this process does not have it.`,
  hint: ({ name }) =>
    `Define ${quote(name)} as the program did that made the run, and open the workspace with it: open(folder, { operators: [it] }).`,
})

export const MissingOwnMetric = defineError<{ name: string }>('MissingOwnMetric', {
  kind: 'input',
  message: ({ name }) =>
    `The metric ${quote(name)} is a program's own; its scores are stored, but this process does not have its function.`,
  hint: ({ name }) =>
    `Define ${quote(name)} with defineMetric as the program did that made the run, and open the workspace with it: open(folder, { metrics: [it] }).`,
})

export const UnsupportedOperator = defineError<{ name: string; reason: string; instead: string }>(
  'UnsupportedOperator',
  {
    kind: 'input',
    message: ({ name, reason }) => `The operator ${quote(name)} cannot be run: ${reason}.`,
    hint: ({ instead }) => instead,
  },
)

export const UnsupportedStep = defineError<{ keyword: string; reason: string }>('UnsupportedStep', {
  kind: 'input',
  message: ({ keyword, reason }) => `The step keyword ${quote(keyword)} cannot be run: ${reason}.`,
  hint: 'Take the step out of the template; nothing is skipped silently.',
})

export const UnknownStepKeyword = defineError<UnknownName>('UnknownStepKeyword', {
  kind: 'input',
  message: ({ name }) => `There is no step keyword ${quote(name)}.`,
  hint: facts => suggestion(facts, `Keywords: ${facts.known.join(', ')}.`),
})

export const UnknownParameter = defineError<UnknownName & { readonly operator: string }>('UnknownParameter', {
  kind: 'input',
  message: ({ name, operator }) => `${operator} has no parameter ${quote(name)}.`,
  hint: facts => suggestion(facts, `Its parameters: ${facts.known.join(', ') || 'none'}.`),
})

export const ParameterOutOfRange = defineError<{ parameter: string; expected: string; received: unknown }>(
  'ParameterOutOfRange',
  {
    kind: 'input',
    message: ({ parameter, expected, received }) =>
      `Parameter ${quote(parameter)} must be ${expected}; it is ${quote(received)}.`,
    hint: 'Correct the value. `n4a operators show NAME` tells the range of every parameter.',
  },
)

export const ParametersConflict = defineError<{ reason: string }>('ParametersConflict', {
  kind: 'input',
  message: ({ reason }) => `These parameters do not go together: ${reason}.`,
  hint: 'Change one of them.',
})

export const UnreadableYaml = defineError<{ reason: string }>('UnreadableYaml', {
  kind: 'input',
  message: ({ reason }) => `This is neither YAML nor JSON: ${reason}.`,
  hint: 'Look at the line named above: a missing quote, bracket or indentation is the usual cause.',
})

export const MissingFile = defineError<{ path: string }>('MissingFile', {
  kind: 'input',
  message: ({ path }) => `There is no file ${quote(path)}.`,
  hint: 'Relative paths start at the folder of the file that names them, or at the current folder on the command line.',
})

export const WrongShape = defineError<{ what: string; expected: string; received: unknown }>('WrongShape', {
  kind: 'input',
  message: ({ what, expected, received }) => `${what} must be ${expected}; it is ${quote(received)}.`,
})

export const UnknownField = defineError<UnknownName & { readonly what: string }>('UnknownField', {
  kind: 'input',
  message: ({ name, what }) => `${what} has no field ${quote(name)}.`,
  hint: facts => suggestion(facts, `Its fields: ${facts.known.join(', ')}.`),
})

export const RangeNeverEnds = defineError<{ range: unknown }>('RangeNeverEnds', {
  kind: 'input',
  message: ({ range }) => `The step of _range_ ${quote(range)} is 0, so it never reaches its end.`,
  hint: 'Write [from, to, step] with a step above 0, such as [5, 15, 5].',
})

export const WrongGenerator = defineError<{ keyword: string; expected: string; received: unknown }>('WrongGenerator', {
  kind: 'input',
  message: ({ keyword, expected, received }) => `${keyword} must be ${expected}; it is ${quote(received)}.`,
})

export const UnsupportedGenerator = defineError<{ keyword: string; reason: string }>('UnsupportedGenerator', {
  kind: 'input',
  message: ({ keyword, reason }) => `The generator keyword ${quote(keyword)} cannot be expanded: ${reason}.`,
  hint: 'Write the alternatives out with _or_ and _range_.',
})

export const UnknownGenerator = defineError<UnknownName>('UnknownGenerator', {
  kind: 'input',
  message: ({ name }) => `There is no generator keyword ${quote(name)}.`,
  hint: facts => suggestion(facts, `Keywords: ${facts.known.join(', ')}.`),
})

export const UnknownPreset = defineError<UnknownName>('UnknownPreset', {
  kind: 'input',
  message: ({ name }) => `There is no preset ${quote(name)}.`,
  hint: facts =>
    suggestion(
      facts,
      facts.known.length > 0
        ? `Presets here: ${facts.known.join(', ')}.`
        : 'Define it under `presets:` in the template, or save a template of that name in the library.',
    ),
})

export const PresetCycle = defineError<{ path: readonly string[] }>('PresetCycle', {
  kind: 'input',
  message: ({ path }) => `These presets stand for each other, so they never end: ${quote(path.join(' > '))}.`,
  hint: 'Take one of them out of the other.',
})

export const TooDeep = defineError<{ limit: number }>('TooDeep', {
  kind: 'input',
  message: ({ limit }) => `Lists and objects stand in each other more than ${limit} deep, which no template needs.`,
  hint: 'Look for a bracket that is never closed, or for a file that is no template.',
})

export const PresetsConflict = defineError<{ name: string }>('PresetsConflict', {
  kind: 'input',
  message: ({ name }) => `Both templates have a preset ${quote(name)}, and they are not the same.`,
  hint: 'Give one of them another name.',
})

export const ComposedWithModel = defineError<{ model: string }>('ComposedWithModel', {
  kind: 'input',
  message: ({ model }) => `The preprocessing has a model already: ${quote(model)}.`,
  hint: 'Take the model out of the first template; the second one brings it.',
})

export const UnboundParameter = defineError<{ keyword: string; param: string; steps: readonly string[] }>(
  'UnboundParameter',
  {
    kind: 'input',
    message: ({ keyword, param }) => `No step after this ${keyword} takes its param ${quote(param)}.`,
    hint: ({ param, steps }) =>
      `The next step whose operator declares ${param} takes it; after it come ${steps.join(', ') || 'no steps'}.`,
  },
)

export const EmptyExpansion = defineError<{ template: string }>('EmptyExpansion', {
  kind: 'input',
  message: ({ template }) => `Template ${quote(template)} expands to no pipeline.`,
  hint: 'A generator in it has no alternatives, for example an empty _or_ or a _range_ that starts above its end.',
})

export const TooManyPipelines = defineError<{ template: string; count: number; limit: number }>('TooManyPipelines', {
  kind: 'input',
  message: ({ template, count, limit }) =>
    `Template ${quote(template)} expands to ${groupedDigits(count)} pipelines, more than the limit of ${groupedDigits(limit)}.`,
  hint: 'Narrow a range, take alternatives out, or raise the limit: `max_pipelines` in the config of a run file, or --max-pipelines.',
})

export const PipelineWithoutModel = defineError<{ steps: readonly string[] }>('PipelineWithoutModel', {
  kind: 'input',
  message: ({ steps }) => `The pipeline ${quote(steps.join(' > ') || '(empty)')} has no model, so it predicts nothing.`,
  hint: 'End it with a model step such as {model: {class: PLSRegression, params: {n_components: 10}}}.',
})

export const StepAfterModel = defineError<{ step: string; model: string }>('StepAfterModel', {
  kind: 'input',
  message: ({ step, model }) => `${step} stands after the model ${model}, where it would have no effect.`,
  hint: 'Put preprocessing steps before the model; several models in one pipeline are not supported.',
})

export const TooManyComponents = defineError<{
  n_components: number
  limit: number
  n_train: number
  n_features: number
}>('TooManyComponents', {
  kind: 'input',
  message: ({ n_components, limit, n_train, n_features }) =>
    `n_components is ${n_components}, but at most ${limit} can be fitted: the smallest training fold has ${n_train} samples${Number.isFinite(n_features) ? ` and ${n_features} features` : ''}.`,
  hint: ({ limit }) =>
    `Lower n_components to ${limit} or less, or use fewer folds so that each trains on more samples.`,
})

export const TooManyNeighbors = defineError<{ n_neighbors: number; n_train: number }>('TooManyNeighbors', {
  kind: 'input',
  message: ({ n_neighbors, n_train }) =>
    `n_neighbors is ${n_neighbors}, but the smallest training fold has ${n_train} samples.`,
  hint: ({ n_train }) =>
    `Lower n_neighbors to ${n_train} or less, or use fewer folds so that each trains on more samples.`,
})

export const UnknownMetric = defineError<UnknownName>('UnknownMetric', {
  kind: 'input',
  message: ({ name }) => `There is no metric ${quote(name)}.`,
  hint: facts =>
    suggestion(
      facts,
      `Metrics: ${facts.known.join(', ')}. One of your own is given where the workspace is opened: open(folder, { metrics: [it] }).`,
    ),
})

export const UnknownSplitter = defineError<UnknownName>('UnknownSplitter', {
  kind: 'input',
  message: ({ name }) => `There is no splitter ${quote(name)}.`,
  hint: facts =>
    suggestion(
      facts,
      `Splitters: ${facts.known.join(', ')}. One of your own is given where the workspace is opened: open(folder, { operators: [it] }).`,
    ),
})

export const WrongFolds = defineError<{ reason: string }>('WrongFolds', {
  kind: 'input',
  message: ({ reason }) => `The folds cannot be used: ${reason}.`,
  hint: 'A folds file is a list of {train: [...], val: [...]} with positions among the training rows, counted from 0.',
})

export const UnsupportedRequest = defineError<{ what: string; reason: string; instead: string }>('UnsupportedRequest', {
  kind: 'input',
  message: ({ what, reason }) => `${what} cannot be done: ${reason}.`,
  hint: ({ instead }) => instead,
})

export const WrongUsage = defineError<{ reason: string; usage: string }>('WrongUsage', {
  kind: 'input',
  message: ({ reason }) => reason,
  hint: ({ usage }) => usage,
})

export const UnreadableJson = defineError<{ reason: string }>('UnreadableJson', {
  kind: 'input',
  message: ({ reason }) => `This is not JSON: ${printable(reason)}.`,
  hint: 'JSON wants double quotes, and no comma after the last value.',
})

export const OutputNotWritable = defineError<{ path: string; reason: string; instead: string }>('OutputNotWritable', {
  kind: 'input',
  message: ({ path, reason }) => `${quote(path)} cannot be written: ${reason}.`,
  hint: ({ instead }) => instead,
})

export const MissingInterferents = defineError<Record<never, never>>('MissingInterferents', {
  kind: 'input',
  message: () =>
    'External parameter orthogonalisation is given no external parameter, so it cannot know what to remove.',
  hint: 'Give `interferents`, difference spectra of the same samples under other conditions; or use OSC or GLSW, which learn from y.',
})

export const UnknownMetadata = defineError<{ column: string; known: readonly string[] }>('UnknownMetadata', {
  kind: 'input',
  message: ({ column }) => `The dataset has no column ${quote(column)} beside its spectra and its target.`,
  hint: ({ column, known }) => suggestion({ name: column, known }, `Its columns: ${known.join(', ') || 'none'}.`),
})

export const UnknownSource = defineError<{ source: string; changed_by: string | null; known: readonly string[] }>(
  'UnknownSource',
  {
    kind: 'input',
    message: ({ source, changed_by }) =>
      changed_by === null
        ? `The spectra at this step do not come from an instrument ${quote(source)}.`
        : `No column comes from the instrument ${quote(source)} alone any more: ${changed_by} has changed the columns.`,
    hint: ({ source, changed_by, known }) =>
      changed_by !== null
        ? 'Branch by source first, and put that step into its branches.'
        : known.length === 0
          ? 'The dataset has one source; name further files of the same samples: `sources: [{name, path}]`.'
          : suggestion({ name: source, known }, `Its sources: ${known.join(', ')}.`),
  },
)

export const ValueWithoutBranch = defineError<{
  column: string
  values: readonly string[]
  known: readonly string[]
}>('ValueWithoutBranch', {
  kind: 'input',
  message: ({ column, values }) =>
    `Samples with ${values
      .slice(0, 4)
      .map(value => quote(value))
      .join(', ')}${values.length > 4 ? ', …' : ''} in ${quote(column)} have no branch, so no model would be for them.`,
  hint: ({ known }) =>
    `Give them one beside ${known.join(', ')}, one list of steps for all values, or a partition without these samples.`,
})

export const BranchWithoutSamples = defineError<{ column: string; value: string; known: readonly string[] }>(
  'BranchWithoutSamples',
  {
    kind: 'input',
    message: ({ column, value }) =>
      `No sample that is used has ${quote(value)} in ${quote(column)}, so its branch is for none.`,
    hint: ({ value, known }) => suggestion({ name: value, known }, `Its values: ${known.slice(0, 12).join(', ')}.`),
  },
)

export const TaskMismatch = defineError<{ what: string; task: string; target: string; found: string }>('TaskMismatch', {
  kind: 'input',
  message: ({ what, task, target, found }) => `${what} is for ${task}, but ${quote(target)} holds ${found}.`,
  hint: 'Choose one that fits the target, or say `task_type` of the dataset if it was detected wrong.',
})

export const NotExpressible = defineError<{ reason: string; able?: readonly string[] }>('NotExpressible', {
  kind: 'input',
  message: ({ reason }) => `This cannot be written as an ONNX graph: ${reason}.`,
  hint: ({ able = [] }) =>
    able.length > 0
      ? `In its place could stand: ${able.join(', ')}. docs/onnx.md says how each is expressed.`
      : 'docs/onnx.md lists what can be expressed. `n4a models export` without --format keeps any pipeline whole.',
})
