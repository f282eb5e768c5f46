import js from '@eslint/js';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

export default ts.config(
  js.configs.recommended,
  ...ts.configs.recommended,
  a11y.flatConfigs.recommended,
  {
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error', 'jsx-a11y/no-autofocus': 'off',
      'no-restricted-syntax': ['error', {
        selector: "CallExpression[callee.property.name='slice'][callee.object.callee.property.name='toISOString'][callee.object.callee.object.type='NewExpression'][callee.object.callee.object.arguments.length=0]",
        message: 'The day in London is not the day at the institute: use today() of ui/format.',
      }, {
        selector: "JSXOpeningElement[name.property.name='NumberCol'] > JSXAttribute[name.name='render']",
        message: 'NumberCol shows the bare number, whatever render says: use DataTable.Col align="right".',
      }, {
        selector: "JSXOpeningElement[name.name='NumberInput'] > JSXAttribute[name.name='validate']",
        message: 'A browser makes 105 of 10,5: in a form use WholeInput, DecimalInput or PercentInput of ui/MoneyInput.',
      }],
    },
  },
  { ignores: ['src/app/api-types.ts'] },
);
