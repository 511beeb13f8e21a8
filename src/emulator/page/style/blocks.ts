/** How Block Kit looks. */
export const blocksStyle = `
.bk { --bk-paper: #fff; }
`;
