type Props = {
  title: string;
  /** Where the page's script draws. */
  id: string;
  script: string;
  sheets: readonly string[];
  what: string;
};

/** The page before its script has drawn anything. */
export function Shell({ title, id, script, sheets, what }: Props) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {sheets.map((href) => (
          <link rel="stylesheet" href={href} />
        ))}
        <link rel="icon" href="data:," />
        <script type="module" src={script} />
      </head>
      <body>
        <div id={id}>
          <noscript>{what} needs JavaScript.</noscript>
        </div>
      </body>
    </html>
  );
}
