/** The three characters that apps escape. */
export const decode = (source: string) =>
  source.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
