// What is said about parts of JavaScript that models do not have.
export const ADVICE: Readonly<Record<string, string | undefined>> = {
  ThrowStatement: "throw is not part of the model language: return NaN where there is no answer",
  TryStatement: "try is not part of the model language: what cannot be computed is NaN",
  SwitchStatement: "switch is not part of the model language: write if and else",
  ForInStatement: "for…in is not part of the model language: write for (let i = 0; i < n; i++)",
  LabeledStatement: "labels are not part of the model language: use a variable",
  WithStatement: "with is not part of the model language: name the object",
  DebuggerStatement: 'debugger is not part of the model language: look at model.source("js")',
  ClassDeclaration: "classes are not part of the model language: use functions and arrays",
  ClassExpression: "classes are not part of the model language: use functions and arrays",
  ImportDeclaration: "import stands at the top of a module",
  ExportNamedDeclaration: "export stands at the top of a module",
  ThisExpression: "this is not part of the model language: pass what is needed as a parameter",
  Super: "super is not part of the model language",
  TemplateLiteral: "texts are not part of the model language: use numbers",
  TaggedTemplateExpression: "texts are not part of the model language: use numbers",
  AwaitExpression:
    "await is not part of the model language: wait before, and pass the value in { constants }",
  YieldExpression: "yield is not part of the model language: write an ordinary function",
  ImportExpression:
    "import is not part of the model language: pass what is needed in { constants } or { helpers }",
  MetaProperty: "import.meta and new.target are not part of the model language",
  TSEnumDeclaration: "enum is not part of the model language: write const and numbers",
  TSModuleDeclaration: "namespaces are not part of the model language"
};
