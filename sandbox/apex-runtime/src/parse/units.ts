import type {
  AccessorNode,
  Annotation,
  MemberNode,
  MethodNode,
  Modifiers,
  Parameter,
  PropertyNode,
  Statement,
  TriggerNode,
  TypeNode,
  UnitNode,
} from './nodes.ts';
import { StatementReader } from './statements.ts';
import { unescapeApex } from './strings.ts';
import { child, hasToken, lineOf, nameOf, need, sub, subs, typeList, typeRef, type Tree } from './tree.ts';

/** Reads classes and triggers. */
export class UnitReader extends StatementReader {
  compilationUnit(tree: Tree): UnitNode {
    const declaration = need(tree, 'TypeDeclaration');
    const type = declaration.children?.find((part) =>
      /^(Class|Enum|Interface)Declaration$/.test(nameOf(part)),
    );
    if (!type) throw new Error(`apex-runtime: no class, interface or enum at line ${lineOf(tree)}`);
    return this.#type(type, modifiers(declaration));
  }

  triggerUnit(tree: Tree): TriggerNode {
    const [name, object] = subs(tree, 'Id');
    return {
      kind: 'trigger',
      name: name?.getText() ?? '',
      object: object?.getText() ?? null,
      events: subs(tree, 'TriggerCase').map((event) =>
        (event.children ?? []).map((word) => word.getText().toLowerCase()).join(' '),
      ),
      ...this.#script(subs(need(tree, 'TriggerBlock'), 'TriggerBlockMember'), 'TriggerMemberDeclaration'),
      line: lineOf(tree),
    };
  }

  /** Anonymous Apex, as a trigger without an object. */
  anonymousUnit(tree: Tree): TriggerNode {
    return {
      kind: 'trigger',
      name: 'AnonymousBlock',
      object: null,
      events: [],
      ...this.#script(
        subs(need(tree, 'AnonymousBlock'), 'AnonymousBlockMember'),
        'AnonymousMemberDeclaration',
      ),
      line: 1,
    };
  }

  /** Statements and members, mixed; what looks like a field is a local variable. */
  #script(parts: readonly Tree[], memberKind: string): { body: Statement[]; members: MemberNode[] } {
    const body: Statement[] = [];
    const members: MemberNode[] = [];
    for (const part of parts) {
      const statement = sub(part, 'Statement');
      if (statement) {
        body.push(this.statement(statement));
        continue;
      }
      for (const member of this.#members(child(need(part, memberKind), 0), modifiers(part))) {
        if (member.kind !== 'field') {
          members.push(member);
          continue;
        }
        const { name, type, initial, line } = member;
        body.push({ kind: 'local', type, variables: [{ name, initial }], line });
      }
    }
    return { body, members };
  }

  #type(tree: Tree, mods: Modifiers): TypeNode {
    const name = need(tree, 'Id').getText();
    const line = lineOf(tree);
    if (nameOf(tree) === 'EnumDeclaration') {
      const values = subs(sub(tree, 'EnumConstants'), 'Id').map((constant) => constant.getText());
      return { kind: 'enum', name, modifiers: mods, values, line };
    }
    const interfaces = typeList(sub(tree, 'TypeList'));
    if (nameOf(tree) === 'InterfaceDeclaration') {
      const members = subs(need(tree, 'InterfaceBody'), 'InterfaceMethodDeclaration').map((method) =>
        this.#method(method, modifiers(method)),
      );
      return { kind: 'interface', name, modifiers: mods, interfaces, members, line };
    }
    const superclass = sub(tree, 'TypeRef');
    const members = subs(need(tree, 'ClassBody'), 'ClassBodyDeclaration').flatMap((part) =>
      this.#bodyPart(part),
    );
    return {
      kind: 'class',
      name,
      modifiers: mods,
      superclass: superclass ? typeRef(superclass) : null,
      interfaces,
      members,
      line,
    };
  }

  #bodyPart(tree: Tree): MemberNode[] {
    const block = sub(tree, 'Block');
    if (block)
      return [
        {
          kind: 'initialiser',
          isStatic: hasToken(tree, 'static'),
          body: this.block(block),
          line: lineOf(tree),
        },
      ];
    const declaration = sub(tree, 'MemberDeclaration') ?? sub(tree, 'TriggerMemberDeclaration');
    return declaration ? this.#members(child(declaration, 0), modifiers(tree)) : [];
  }

  /** One declaration may declare several fields. */
  #members(tree: Tree, mods: Modifiers): MemberNode[] {
    switch (nameOf(tree)) {
      case 'MethodDeclaration':
        return [this.#method(tree, mods)];
      case 'ConstructorDeclaration':
        return [
          {
            kind: 'constructor',
            name: need(tree, 'QualifiedName').getText(),
            modifiers: mods,
            parameters: parameters(tree),
            body: this.block(need(tree, 'Block')),
            line: lineOf(tree),
          },
        ];
      case 'FieldDeclaration': {
        const type = typeRef(need(tree, 'TypeRef'));
        return subs(need(tree, 'VariableDeclarators'), 'VariableDeclarator').map((declarator) => ({
          kind: 'field',
          name: need(declarator, 'Id').getText(),
          type,
          modifiers: mods,
          initial: this.initial(declarator),
          line: lineOf(declarator),
        }));
      }
      case 'PropertyDeclaration':
        return [this.#property(tree, mods)];
      default:
        return [this.#type(tree, mods)];
    }
  }

  #method(tree: Tree, mods: Modifiers): MethodNode {
    const type = sub(tree, 'TypeRef');
    const body = sub(tree, 'Block');
    return {
      kind: 'method',
      name: need(tree, 'Id').getText(),
      type: type ? typeRef(type) : null,
      modifiers: mods,
      parameters: parameters(tree),
      body: body ? this.block(body) : null,
      line: lineOf(tree),
    };
  }

  #property(tree: Tree, mods: Modifiers): PropertyNode {
    const blocks = subs(tree, 'PropertyBlock');
    return {
      kind: 'property',
      name: need(tree, 'Id').getText(),
      type: typeRef(need(tree, 'TypeRef')),
      modifiers: mods,
      getter: this.#accessor(blocks, 'Getter'),
      setter: this.#accessor(blocks, 'Setter'),
      line: lineOf(tree),
    };
  }

  #accessor(blocks: readonly Tree[], kind: string): AccessorNode | null {
    const block = blocks.find((candidate) => sub(candidate, kind));
    const accessor = sub(block, kind);
    if (!block || !accessor) return null;
    const body = sub(accessor, 'Block');
    return { modifiers: modifiers(block), body: body ? this.block(body) : null, line: lineOf(accessor) };
  }
}

/** The modifiers of a declaration. */
function modifiers(tree: Tree): Modifiers {
  const words: string[] = [];
  const annotations: Annotation[] = [];
  for (const modifier of subs(tree, 'Modifier')) {
    const annotation = sub(modifier, 'Annotation');
    if (annotation) annotations.push(annotationOf(annotation));
    else words.push(modifier.getText().toLowerCase());
  }
  return { words, annotations };
}

function annotationOf(tree: Tree): Annotation {
  const pairs = subs(sub(tree, 'ElementValuePairs'), 'ElementValuePair').map((pair) => [
    need(pair, 'Id').getText().toLowerCase(),
    valueText(need(pair, 'ElementValue')),
  ]);
  const lone = sub(tree, 'ElementValue');
  const name = (sub(tree, 'Id') ?? need(tree, 'QualifiedName')).getText().toLowerCase();
  return {
    name,
    values: Object.fromEntries(lone ? [['value', valueText(lone)]] : pairs) as Record<string, string>,
  };
}

function valueText(tree: Tree): string {
  const text = tree.getText();
  return text.startsWith("'") ? unescapeApex(text.slice(1, -1)) : text;
}

function parameters(tree: Tree): Parameter[] {
  return subs(sub(sub(tree, 'FormalParameters'), 'FormalParameterList'), 'FormalParameter').map(
    (parameter) => ({
      name: need(parameter, 'Id').getText(),
      type: typeRef(need(parameter, 'TypeRef')),
    }),
  );
}
