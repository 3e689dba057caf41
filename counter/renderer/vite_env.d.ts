declare module '*.css' {}

interface ImportMeta {
  glob(pattern: string, options: { query: '?url'; import: 'default'; eager: true }): Record<string, string>
}
