const MoneyImport = () => null;
export default MoneyImport;
