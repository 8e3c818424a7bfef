import { type OperatorCard, operatorColumns, quote } from '../../core/index.ts'
import { factLines, titleLine } from '../components/facts.ts'
import { type Line, padLine } from '../components/line.ts'
import { type Drawing, defineScreen } from './screen.ts'

export const operatorsScreen = defineScreen<readonly OperatorCard[], OperatorCard>({
  id: 'operators',
  title: 'Operators',
  tab: 7,
  live: false,
  load: async engine => engine.operators.list(),
  list: {
    items: operators => operators,
    columns: () => operatorColumns,
    idOf: operator => operator.id,
    open: operator => ({ screen: 'operator', subject: operator.id, title: operator.label }),
    order: 'preprocessing, models, splitters',
    example: 'kind:model  derivative  has:params',
    whenEmpty: () => ['No operators are registered, which is a mistake of n4a itself.'],
  },
})

function operatorLines(card: OperatorCard, { width, glyphs }: Drawing): readonly Line[] {
  const params = card.params.map(
    ({ name, initial, expected, help }) => [name, `${help} (default ${quote(initial)}; ${expected})`] as const,
  )
  return [
    padLine([[` ${card.label}  `, 'strong'], [card.kind, 'accent'], [`  ${card.summary}`]], width, glyphs.ellipsis),
    [],
    titleLine('Parameters', card.params.length === 0 ? 'none' : ''),
    ...factLines(params, width),
    [],
    titleLine('Definition'),
    ...factLines(
      [
        ['Formula', card.formula],
        ['Source', card.source],
        ['Class', card.class_path],
        ['Also written', card.aliases.join(', ') || '–'],
      ],
      width,
    ),
  ]
}

export const operatorScreen = defineScreen<OperatorCard>({
  id: 'operator',
  title: 'Operator',
  live: false,
  load: async (engine, { subject }) => engine.operators.get(subject!),
  crumb: card => card.label,
  record: card => card,
  panes: [{ id: 'card', title: 'Operator', lines: operatorLines }],
})
