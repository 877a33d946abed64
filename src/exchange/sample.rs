//! The sample book: Northwind's orders and customers, files beside the page.

/// Where the orders are, relative to the page.
pub const ORDERS: &str = "sample/northwind_order_lines.csv";
/// What the import of the orders is called.
pub const ORDERS_NAME: &str = "northwind_order_lines.csv";
/// Where the customers' addresses and contacts are, relative to the page.
pub const CUSTOMERS: &str = "sample/northwind_customers.csv";
/// What the import of the customers is called.
pub const CUSTOMERS_NAME: &str = "northwind_customers.csv";
